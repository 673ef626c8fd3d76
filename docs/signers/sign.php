<?php

/**
 * Signs a path for Darkroom as ../signing.md says:
 *
 * SIGNING_KEY=kid:secret php sign.php METHOD PATH EXP [NAME=VALUE ...]
 */

function sign(string $kid, string $secret, string $path, array $params, int $exp, string $method = 'GET'): string
{
    $pairs = [];
    foreach ($params as $name => $value) {
        $pairs[] = rawurlencode($name) . ' ' . rawurlencode($value);
    }
    sort($pairs, SORT_STRING); // By name: the blank behind it sorts before all that is in one.
    $query = str_replace(' ', '=', implode('&', $pairs));
    $message = implode("\n", [$method, $params['scope'] ?? $path, $exp, $query]);
    $digest = base64_encode(hash_hmac('sha256', $message, $secret, true));
    $sig = rtrim(strtr($digest, '+/', '-_'), '=');
    return "$path?" . ltrim("$query&exp=$exp&kid=$kid&sig=$sig", '&');
}

[$kid, $secret] = explode(':', (string) getenv('SIGNING_KEY'), 2) + ['', ''];
if ($secret === '' || $argc < 4) {
    fwrite(STDERR, "SIGNING_KEY=kid:secret php sign.php METHOD PATH EXP [NAME=VALUE ...]\n");
    exit(2);
}
$params = [];
foreach (array_slice($argv, 4) as $param) {
    [$name, $value] = explode('=', $param, 2) + ['', ''];
    $params[$name] = $value;
}
echo sign($kid, $secret, $argv[2], $params, (int) $argv[3], $argv[1]), "\n";
