package io.keystile.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.http.Answer;
import io.keystile.http.Header;
import io.keystile.request.RequestView;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What everyone may read and keep for a while: the key set (RFC 7517 §5) and the metadata (RFC 8414 §2). */
final class PublicDocuments {
    private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post");

    private final String cacheControl;

    PublicDocuments(Duration maxAge) {
        this.cacheControl = "public, max-age=" + maxAge.toSeconds();
    }

    Answer keySet(KeySet keys, RequestView request) {
        Header tag = new Header("ETag", keys.entityTag());
        Header cache = new Header("Cache-Control", cacheControl);
        if (isKnown(keys.entityTag(), request)) {
            return Answer.of(304, List.of(cache, tag), new byte[0]);
        }
        return Answer.of(
                200, List.of(new Header("Content-Type", "application/jwk-set+json"), cache, tag), keys.document());
    }

    /** By the weak comparison (RFC 9110 §13.1.2). */
    private static boolean isKnown(String tag, RequestView request) {
        for (String line : request.headers("If-None-Match")) {
            for (String one : line.split(",", -1)) {
                String given = one.strip();
                if (given.equals("*") || (given.startsWith("W/") ? given.substring(2) : given).equals(tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The issuer's own path goes behind the well-known one (RFC 8414 §3.1). */
    static String metadataPath(String issuer) {
        String path = URI.create(issuer).getRawPath();
        String own = path == null || path.equals("/") ? "" : path;
        return "/.well-known/oauth-authorization-server"
                + (own.endsWith("/") ? own.substring(0, own.length() - 1) : own);
    }

    Answer metadata(String issuer, EndpointUris uris) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("token_endpoint", uris.token().toString());
        members.put("jwks_uri", uris.keySet().toString());
        members.put("response_types_supported", List.of());
        members.put("grant_types_supported", List.of("client_credentials"));
        members.put("token_endpoint_auth_methods_supported", METHODS);
        if (uris.introspection() != null) {
            members.put("introspection_endpoint", uris.introspection().toString());
            members.put("introspection_endpoint_auth_methods_supported", METHODS);
        }
        byte[] body = JSONObjectUtils.toJSONString(members).getBytes(StandardCharsets.UTF_8);
        return Answer.of(
                200,
                List.of(new Header("Content-Type", "application/json"), new Header("Cache-Control", cacheControl)),
                body);
    }
}
