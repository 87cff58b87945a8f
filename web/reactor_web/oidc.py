"""An OpenID Connect client for a provider of ``secrets.toml``, made with Authlib as Streamlit makes it."""

from __future__ import annotations

from typing import Any

from authlib.integrations.flask_client import FlaskOAuth2App, OAuth  # type: ignore[import-untyped]
from flask import current_app

from reactor_runtime.adapter import http_auth as auth

# What Authlib takes from a provider's section; the rest of it is not for Authlib.
_PARAMETERS = (
    "client_id",
    "client_secret",
    "server_metadata_url",
    "authorize_url",
    "authorize_params",
    "access_token_url",
    "access_token_params",
    "refresh_token_url",
    "refresh_token_params",
    "request_token_url",
    "request_token_params",
    "api_base_url",
)


class _Client(FlaskOAuth2App):  # type: ignore[misc]
    def load_server_metadata(self) -> dict[str, Any]:
        """The provider's description of itself; if it says it can, the code exchange is protected with PKCE."""
        metadata: dict[str, Any] = super().load_server_metadata()
        if "S256" in (metadata.get("code_challenge_methods_supported") or []):
            self.client_kwargs["code_challenge_method"] = "S256"
        return metadata


def oidc_client(provider: str) -> Any:
    """Authlib's client for ``provider``, a section of ``[auth]``; ``default`` is the section itself."""
    section = auth.get_secrets_auth_section()
    settings: dict[str, Any] = dict(section.to_dict().get(provider) or {})
    if not settings and provider == "default":
        settings = auth.generate_default_provider_section(section)
    asked = {"scope": "openid email profile", "prompt": "select_account"} | dict(settings.get("client_kwargs") or {})
    oauth = OAuth()
    oauth.app = current_app
    given = {name: settings[name] for name in _PARAMETERS if name in settings}
    return oauth.register(provider, client_cls=_Client, client_kwargs=asked, **given)
