vcl 4.1;

# Varnish in front of Darkroom, which tells it what to forget by tags: CDN_PROVIDER=purge, CDN_PURGE_BY=tag and
# CDN_PURGE_URLS=http://varnish:8081. Start it with two addresses, and never publish the second:
#   varnishd -a http=:8080 -a purge=:8081 -f default.vcl

import std;

backend darkroom {
  .host = "server";
  .port = "4000";
  .connect_timeout = 5s;
  # Verifying a large upload is silent for a while.
  .first_byte_timeout = 300s;
  .between_bytes_timeout = 300s;
}

sub vcl_recv {
  if (local.socket == "purge") {
    # Tags are ids: anything else would be a part of the expression below.
    if (req.method != "PURGE" || req.http.Surrogate-Key !~ "^[\w-]+( [\w-]+)*$") {
      return (synth(405));
    }
    if (!std.ban("obj.http.Surrogate-Key ~ (?:^|\s)(?:" + regsuball(req.http.Surrogate-Key, " ", "|") + ")(?:\s|$)")) {
      return (synth(500, std.ban_error()));
    }
    return (synth(200, "Forgotten"));
  }

  # Overwritten, not appended: what a client says about itself counts for nothing.
  set req.http.X-Forwarded-For = client.ip;
  set req.http.X-Forwarded-Host = req.http.Host;
  set req.http.X-Forwarded-Proto = "http";

  if (req.http.Upgrade ~ "(?i)websocket") {
    return (pipe);
  }
  # GraphQL, uploads; originals may be large and are for few; what is asked for with credentials is for one.
  if ((req.method != "GET" && req.method != "HEAD") || req.url !~ "^/(?:i|images)/" ||
      req.url ~ "^/i/[^/]+/original(?:\?|$)" || req.http.Authorization || req.http.Cookie ~ "darkroom_session") {
    return (pass);
  }
  # Images are the same for everybody, whatever other pages of this host have set.
  unset req.http.Cookie;
  call normalise_accept;
  return (hash);
}

# What a client says that it accepts is spelled in a thousand ways. Only which of two formats it names decides
# anything, so that Vary: Accept tells four kinds of clients apart.
sub normalise_accept {
  set req.http.X-Takes = "";
  if (req.http.Accept ~ "(?i)image/avif(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))") {
    set req.http.X-Takes = req.http.X-Takes + "image/avif,";
  }
  if (req.http.Accept ~ "(?i)image/webp(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))") {
    set req.http.X-Takes = req.http.X-Takes + "image/webp,";
  }
  set req.http.Accept = req.http.X-Takes + "*/*";
  unset req.http.X-Takes;
}

sub vcl_hash {
  # The whole URL, signature included. The built-in rule adds the host, and there is one site.
  hash_data(req.url);
  return (lookup);
}

sub vcl_pipe {
  set bereq.http.Upgrade = req.http.Upgrade;
  set bereq.http.Connection = "upgrade";
}

# How long, and whether at all, is the server's word: the built-in rule keeps nothing with private or no-store.

sub vcl_deliver {
  if (req.http.Authorization || req.http.Cookie ~ "darkroom_session" || req.url !~ "^/(?:i|images)/") {
    return (deliver);
  }
  if (obj.hits > 0) {
    set resp.http.X-CDN-Cache = "HIT";
  } else {
    set resp.http.X-CDN-Cache = "MISS";
  }
}
