"""Verifies a webhook as ../webhooks.md says, with the body on standard input:

WEBHOOK_SECRET=whsec_… python3 verify.py ID TIMESTAMP SIGNATURES
"""

import base64
import hmac
import os
import sys
import time


def verify(secret, id, timestamp, signatures, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{id}.{timestamp}.".encode() + body, "sha256").digest()
    expected = "v1," + base64.b64encode(digest).decode()
    is_recent = abs(time.time() - int(timestamp)) < 300
    return is_recent and any(hmac.compare_digest(expected, given) for given in signatures.split(" "))


if __name__ == "__main__":
    if not verify(os.environ["WEBHOOK_SECRET"], *sys.argv[1:4], sys.stdin.buffer.read()):
        sys.exit("The webhook is forged or old.")
