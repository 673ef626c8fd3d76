"""Signs a path for Darkroom as ../signing.md says:

SIGNING_KEY=kid:secret python3 sign.py METHOD PATH EXP [NAME=VALUE ...]
"""

import base64
import hmac
import os
import sys
from urllib.parse import quote


def sign(kid, secret, path, params, exp, method="GET"):
    encoded = sorted((quote(name, safe=""), quote(str(value), safe="")) for name, value in params.items())
    query = "&".join(f"{name}={value}" for name, value in encoded)
    message = f"{method}\n{params.get('scope', path)}\n{exp}\n{query}"
    digest = hmac.new(secret.encode(), message.encode(), "sha256").digest()
    sig = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return f"{path}?" + f"{query}&exp={exp}&kid={kid}&sig={sig}".lstrip("&")


if __name__ == "__main__":
    kid, _, secret = os.environ.get("SIGNING_KEY", "").partition(":")
    if not secret or len(sys.argv) < 4:
        sys.exit("SIGNING_KEY=kid:secret sign.py METHOD PATH EXP [NAME=VALUE ...]")
    method, path, exp, *rest = sys.argv[1:]
    params = {name: value for name, _, value in (param.partition("=") for param in rest)}
    print(sign(kid, secret, path, params, int(exp), method))
