"""A small law for tests of rows."""

from assistans.law import load

SMALL = load("""
statutes:
  AL: {title: "A-lagen (2000:1)", missing: Inte läst}
  BL: {title: "B-lagen (2000:2)", from: 2012-01-01, before: AL, missing: Inte läst}
parameters:
  dagar: {about: Så många dagar, lagrum: BL 10 §, rules: [R1], unit: dagar, values: [
    {from: 2010-01-01, to: 2010-12-31, value: "5", sfs: "2000:1", verified: true, source: ett beslut},
    {from: 2012-01-01, to: 2013-12-31, value: "6", sfs: "2011:9", verified: 2012-12-31, source: lagen},
    {from: 2014-01-01, value: "6", sfs: "2013:7", verified: false, source: minnet}]}
policies:
  val: {about: Ett val, grade: U, reason: Ingen regel funnen, lagrum: BL 2 §, rules: [R2], unit: ja_nej, values: [{from: 2010-01-01, value: ja}]}
observations:
  NAGOT_SAKNAS: {scope: month, lagrum: AL 3 §, rules: [R3], modes: [
    {from: 2013-07-01, mode: notera, sfs: "2012:935"}, {from: 2015-01-01, mode: stopp}]}
free_days:
  forsta_maj: {rule: "05-01", from: 2011-01-01, lagrum: XL, sfs: "1989:253"}
""")
