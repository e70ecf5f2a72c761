"""A supplier of its own: signatures made by python-xmlsec, not by our simulator."""

import base64

import xmlsec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from assistans.site.pki import bankid
from assistans.site.pki.bankid import Signer


def by_xmlsec(*, pairs: str, signer: Signer, prefix: str | None = None, pretty: bool = False) -> bytes:
    """A BankID-form signature built and signed by xmlsec, with or without a prefix and white space."""
    root = _template(pairs, signer, prefix)
    if pretty:
        etree.indent(root)
    context = xmlsec.SignatureContext()
    pem = signer.identity.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    context.key = xmlsec.Key.from_memory(pem, xmlsec.KeyFormat.PEM)
    xmlsec.tree.add_ids(root, ["Id"])
    context.sign(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _template(pairs: str, signer: Signer, prefix: str | None) -> etree._Element:
    c14n = xmlsec.Transform.C14N
    name = f"{prefix}:" if prefix else ""
    wrapper = etree.Element("wrapper")
    root = xmlsec.template.create(wrapper, c14n, xmlsec.Transform.RSA_SHA256, ns=prefix)
    for uri, kind in (("#bidSignedData", bankid.BANKID), ("#bidKeyInfo", None)):
        reference = xmlsec.template.add_reference(root, xmlsec.Transform.SHA256, uri=uri, type=kind)
        xmlsec.template.add_transform(reference, c14n)
    root.append(_key_info(signer, name))
    holder = etree.SubElement(root, f"{{{bankid.DSIG}}}Object")
    holder.append(etree.fromstring(bankid.signed_data(pairs=pairs)))
    return etree.fromstring(etree.tostring(root))


def _key_info(signer: Signer, name: str) -> etree._Element:
    declared = f'xmlns:{name[:-1]}="{bankid.DSIG}"' if name else f'xmlns="{bankid.DSIG}"'
    certificates = "".join(
        f"<{name}X509Certificate>{base64.b64encode(der).decode()}</{name}X509Certificate>"
        for der in (signer.identity.der, *signer.chain)
    )
    return etree.fromstring(
        f'<{name}KeyInfo {declared} Id="bidKeyInfo"><{name}X509Data>{certificates}</{name}X509Data></{name}KeyInfo>'
    )
