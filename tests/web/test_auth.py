"""Logging in and out, against a provider on this machine."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import browse, rerun
from fake_host import FakeHost
from flask import Flask, Response, jsonify, redirect, request
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey
from streamlit.auth_util import encode_provider_token
from streamlit.runtime.secrets import Secrets, secrets_singleton

from reactor_runtime.adapter.http_security import generate_xsrf_token_string
from reactor_web.app import create_app
from reactor_web.server import bind

ORIGIN = "http://app.test:8501"


@dataclass
class Provider:
    """An OpenID Connect provider that logs in whoever comes as Ann."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    url: str = ""
    extra_claims: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    exchanged: dict[str, str] = field(default_factory=dict)
    refuses: bool = False

    def app(self) -> Flask:
        app = Flask("provider")

        @app.get("/.well-known/openid-configuration")
        def describe() -> Response:
            names = {"authorization": "authorize", "token": "token", "end_session": "logout"}
            endpoints = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in names.items()}
            return jsonify(
                issuer=self.url, jwks_uri=f"{self.url}/keys", code_challenge_methods_supported=["S256"], **endpoints
            )

        @app.get("/keys")
        def keys() -> Response:
            return jsonify(keys=[self.key.as_dict(private=False)])

        @app.get("/authorize")
        def authorize() -> Any:
            self.asked = request.args.to_dict()
            return redirect(f"{self.asked['redirect_uri']}?code=the-code&state={self.asked['state']}")

        @app.post("/token")
        def token() -> Any:
            self.exchanged = request.form.to_dict()
            if self.refuses:
                return jsonify(error="invalid_grant"), 400
            now = int(time.time())
            claims = {"iss": self.url, "aud": "the-client", "sub": "1", "email": "ann@app.test", "iat": now}
            claims |= {"exp": now + 60, "nonce": self.asked["nonce"], **self.extra_claims}
            id_token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
            return jsonify(access_token="the-access", token_type="Bearer", id_token=id_token)

        return app


@pytest.fixture
def provider(serve: Callable[..., Any], host: FakeHost) -> Provider:
    provider = Provider()
    app = provider.app()
    app.extensions["reactor"] = (host, type("NoSockets", (), {"close_all": lambda self: None})())
    provider.url = f"http://127.0.0.1:{serve(app).port}"
    return provider


@pytest.fixture
def secrets(provider: Provider, tmp_path: Path, set_option: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A secrets.toml with the provider as the default one."""
    path = tmp_path / "secrets.toml"
    path.write_text(
        f"""[auth]
redirect_uri = "{ORIGIN}/oauth2callback"
cookie_secret = "a secret that is long enough to sign with"
client_id = "the-client"
client_secret = "the-secret"
server_metadata_url = "{provider.url}/.well-known/openid-configuration"
expose_tokens = ["id"]
"""
    )
    monkeypatch.setattr(Secrets, "_maybe_install_file_watchers", lambda self: None)
    set_option("secrets.files", [str(path)])
    secrets_singleton._reset()
    yield path
    secrets_singleton._reset()


@pytest.fixture
def browser(host: FakeHost, secrets: Path) -> FlaskClient:
    return create_app(host).test_client()


def follow(browser: FlaskClient, response: Any) -> Any:
    """Go where a redirect leads: to the provider for real, back to the app with the test client."""
    import requests

    at_provider = requests.get(response.headers["Location"], allow_redirects=False, timeout=5)
    assert at_provider.headers["Location"].startswith(f"{ORIGIN}/oauth2callback?")
    return browser.get(at_provider.headers["Location"].removeprefix(ORIGIN), base_url=ORIGIN)


def log_in(browser: FlaskClient) -> Any:
    token = encode_provider_token("default")
    return follow(browser, browser.get(f"/auth/login?provider={token}", base_url=ORIGIN))


def cookies(browser: FlaskClient) -> dict[str, str]:
    return {cookie.key: cookie.value for cookie in browser._cookies.values()}


def test_a_login_ends_in_the_app_with_cookies(browser: FlaskClient, provider: Provider) -> None:
    response = log_in(browser)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert {"_streamlit_user", "_streamlit_user_tokens"} <= cookies(browser).keys()
    set_cookie = next(value for value in response.headers.getlist("Set-Cookie") if value.startswith("_streamlit_user="))
    assert {part.strip() for part in set_cookie.split(";")[1:]} == {
        "HttpOnly",
        "Path=/",
        "SameSite=Lax",
        "Max-Age=2592000",
        *[part.strip() for part in set_cookie.split(";") if "Expires" in part],
    }
    assert provider.asked["scope"] == "openid email profile"
    assert provider.asked["prompt"] == "select_account"
    assert provider.asked["code_challenge_method"] == "S256"
    assert provider.exchanged["code"] == "the-code"
    assert provider.exchanged["code_verifier"]


def user_of(port: int, browser: FlaskClient, host: FakeHost) -> dict[str, Any]:
    """Who the session is told the user is, when a browser with these cookies opens the stream."""
    xsrf = generate_xsrf_token_string()
    header = "; ".join(f"{name}={value}" for name, value in {**cookies(browser), "_streamlit_xsrf": xsrf}.items())
    with browse(port, offer=["streamlit", xsrf], origin=ORIGIN, additional_headers={"Cookie": header}) as connection:
        connection.send(rerun())
        connection.recv(timeout=10)
    return host.connected[-1][1]


def test_the_session_is_told_who_logged_in(browser: FlaskClient, serve: Any, host: FakeHost, set_option: Any) -> None:
    set_option("server.corsAllowedOrigins", [ORIGIN])
    port = serve().port
    log_in(browser)
    user = user_of(port, browser, host)
    assert user["is_logged_in"] is True
    assert user["email"] == "ann@app.test"
    assert user["provider"] == "default"
    assert list(user["tokens"]) == ["id"]


def test_a_login_too_large_for_one_cookie(
    browser: FlaskClient, provider: Provider, serve: Any, host: FakeHost, set_option: Any
) -> None:
    set_option("server.corsAllowedOrigins", [ORIGIN])
    port = serve().port
    groups = [os.urandom(20).hex() for _ in range(200)]  # which cannot be packed
    provider.extra_claims = {"groups": groups}
    log_in(browser)
    assert "_streamlit_user_2" in cookies(browser)
    assert user_of(port, browser, host)["groups"] == groups
    browser.get("/auth/logout", base_url=ORIGIN)
    assert not [name for name in cookies(browser) if name.startswith("_streamlit_user")]


def test_logging_out_goes_by_the_provider(browser: FlaskClient, provider: Provider) -> None:
    log_in(browser)
    response = browser.get("/auth/logout", base_url=ORIGIN)
    location = urlsplit(response.headers["Location"])
    assert location._replace(query="").geturl() == f"{provider.url}/logout"
    query = parse_qs(location.query)
    assert query["client_id"] == ["the-client"]
    assert query["post_logout_redirect_uri"] == [f"{ORIGIN}/oauth2callback"]
    assert query["id_token_hint"]
    assert not [name for name in cookies(browser) if name.startswith("_streamlit_user")]


def test_logging_out_when_nobody_is_logged_in(browser: FlaskClient) -> None:
    response = browser.get("/auth/logout", base_url=ORIGIN)
    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_a_login_that_nobody_asked_for_leads_to_the_app(browser: FlaskClient) -> None:
    for path in ["/auth/login", "/auth/login?provider=forged", "/oauth2callback?code=x&state=forged"]:
        response = browser.get(path, base_url=ORIGIN)
        assert (response.status_code, response.headers["Location"]) == (302, "/")
        assert "_streamlit_user" not in cookies(browser)


def test_a_login_that_the_provider_refuses_logs_out(browser: FlaskClient, provider: Provider) -> None:
    log_in(browser)
    provider.refuses = True
    response = log_in(browser)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert "_streamlit_user" not in cookies(browser)


def test_a_replayed_login_is_refused(browser: FlaskClient, provider: Provider) -> None:
    log_in(browser)
    again = browser.get(f"/oauth2callback?code=the-code&state={provider.asked['state']}", base_url=ORIGIN)
    assert (again.status_code, again.headers["Location"]) == (302, "/")
    assert "Set-Cookie" not in again.headers


def test_cookies_of_another_secret_are_removed(browser: FlaskClient) -> None:
    browser.set_cookie("_streamlit_user", "forged", domain="app.test")
    browser.set_cookie("_streamlit_user_1", "forged", domain="app.test")
    browser.get("/auth/login", base_url=ORIGIN)
    assert cookies(browser) == {}


def test_under_a_base_path(host: FakeHost, secrets: Path, set_option: Any) -> None:
    set_option("server.baseUrlPath", "my/app")
    secrets.write_text(secrets.read_text().replace("/oauth2callback", "/my/app/oauth2callback"))
    secrets_singleton._reset()
    browser = create_app(host).test_client()
    response = browser.get(f"/my/app/auth/login?provider={encode_provider_token('default')}", base_url=ORIGIN)
    assert parse_qs(urlsplit(response.headers["Location"]).query)["redirect_uri"] == [f"{ORIGIN}/my/app/oauth2callback"]
    response = browser.get("/my/app/auth/logout", base_url=ORIGIN)
    assert response.headers["Location"] == "/my/app/"


def test_without_authlib_the_answer_says_so(browser: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    token = encode_provider_token("default")
    monkeypatch.delitem(sys.modules, "reactor_web.oidc", raising=False)
    monkeypatch.setitem(sys.modules, "authlib.integrations.flask_client", None)
    response = browser.get(f"/auth/login?provider={token}", base_url=ORIGIN)
    assert response.status_code == 500
    assert "pip install Authlib" in response.text


def test_a_provider_that_is_not_there(browser: FlaskClient, secrets: Path) -> None:
    with bind("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    text = secrets.read_text().splitlines()
    text = [line for line in text if not line.startswith("server_metadata_url")]
    secrets.write_text("\n".join([*text, f'server_metadata_url = "http://127.0.0.1:{port}/x"\n']))
    secrets_singleton._reset()
    response = browser.get(f"/auth/login?provider={encode_provider_token('default')}", base_url=ORIGIN)
    assert (response.status_code, response.text) == (400, "Authentication error")


def test_the_login_session_is_signed(browser: FlaskClient) -> None:
    browser.get(f"/auth/login?provider={encode_provider_token('default')}", base_url=ORIGIN)
    session = cookies(browser)["_streamlit_session"]
    with pytest.raises(ValueError, match=r"."):
        json.loads(session)
