"""What every server of ours has in common."""

from assistans.base import serving


async def application(scope, receive, send):
    """Nothing is asked of it here."""


def test_no_address_is_logged_and_no_header_of_a_proxy_is_believed():
    made = serving.config(application)
    assert (made.access_log, made.log_config, made.proxy_headers, made.server_header) == (
        False,
        None,
        False,
        False,
    )


def test_what_a_server_says_itself_wins():
    made = serving.config(application, proxy_headers=True, timeout_graceful_shutdown=5)
    assert (made.proxy_headers, made.timeout_graceful_shutdown) == (True, 5)
