<?php

/**
 * Verifies a webhook as ../webhooks.md says, with the body on standard input:
 *
 * WEBHOOK_SECRET=whsec_… php verify.php ID TIMESTAMP SIGNATURES
 */

function verify(string $secret, string $id, string $timestamp, string $signatures, string $body): bool
{
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    $isRight = false;
    foreach (explode(' ', $signatures) as $given) {
        $isRight = hash_equals($expected, $given) || $isRight;
    }
    return $isRight && abs(time() - (int) $timestamp) < 300;
}

$body = (string) file_get_contents('php://stdin');
if ($argc !== 4 || !verify((string) getenv('WEBHOOK_SECRET'), $argv[1], $argv[2], $argv[3], $body)) {
    fwrite(STDERR, "The webhook is forged or old.\n");
    exit(1);
}
