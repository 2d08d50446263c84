package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Quota;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Access;
import io.keystile.lifecycle.IssuedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What an adapter promises of the tokens that its endpoint has made. Not to be extended itself. */
abstract class TokenUseContract extends ServerContract {
    static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    static final String KEY_SET = "/.well-known/jwks.json";
    static final String INTROSPECTION = "/oauth/introspect";
    static final String OWN = "Origin: " + AdapterFixture.ORIGIN;

    private static final String ALICE = ServerSetup.SESSION_HEADER + ": alice";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    /** Makes what serves tokens at {@code /oauth/token}, their keys at {@code /.well-known/jwks.json}, and introspection. */
    @Override
    protected abstract TokenService tokens(TokenSettings settings);

    RawAnswer post(String body, String... headerLines) {
        return postTo(AdapterFixture.TOKEN, body, headerLines);
    }

    RawAnswer postTo(String path, String body, String... headerLines) {
        List<String> lines = new ArrayList<>(List.of(headerLines));
        lines.add("Content-Length: " + body.length());
        return checked(RawHttp.ask(port(), "POST " + path, lines, body));
    }

    static String form(String id, String secret) {
        return "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret;
    }

    static String form(IssuedKey key) {
        return form(key.credential().owner(), key.key().reveal());
    }

    RawAnswer token(IssuedKey key) {
        return post(form(key), FORM);
    }

    String tokenOf(IssuedKey key) {
        RawAnswer answer = token(key);
        Matcher token = TOKEN.matcher(answer.body());
        assertThat(token.find()).as("%s", answer.statusLine()).isTrue();
        service().plant("an access token", token.group(1));
        return token.group(1);
    }

    String bearer(IssuedKey key) {
        return "Authorization: Bearer " + tokenOf(key);
    }

    RawAnswer invalidClient() {
        RawAnswer answer = post("grant_type=client_credentials", FORM);
        assertThat(answer.status()).isEqualTo(401);
        return answer;
    }

    @Test
    void token_passesAsItsPrincipal() {
        RawAnswer answer = get(AdapterFixture.ITEMS, bearer(service().issue()));

        assertServed(answer, "ITEMS", "prn_1");
        assertThat(answer.header("X-User")).isEqualTo("prn_1");
        assertThat(answer.header("X-Via")).isEqualTo("TOKEN");
    }

    @Test
    void token_ofANarrowerKey_isForbiddenElsewhere() {
        String narrow = bearer(service().issue(asked -> asked.access(Access.only("other"))));

        assertUniform(403, List.of(get(AdapterFixture.ITEMS, narrow), get(AdapterFixture.UNMAPPED, narrow)));
    }

    @Test
    void token_inAnyOtherWay_isUnauthenticated() {
        IssuedKey key = service().issue();
        String bearer = bearer(key);
        String token = bearer.substring("Authorization: Bearer ".length());
        String other = bearer(service().issueTo("prn_3"));

        assertUniform(
                401,
                List.of(
                        get(AdapterFixture.ITEMS),
                        get(AdapterFixture.ITEMS, "X-API-Key: " + token),
                        get(AdapterFixture.ITEMS, "X-Admin-Key: " + token),
                        get(AdapterFixture.ITEMS, "Authorization: Basic " + token),
                        get(AdapterFixture.ITEMS, "Authorization: " + token),
                        get(AdapterFixture.ITEMS + "?access_token=" + token),
                        get(AdapterFixture.ITEMS, bearer, bearer),
                        get(AdapterFixture.ITEMS, bearer, other),
                        get(AdapterFixture.ITEMS, bearer + "," + token),
                        get(AdapterFixture.ITEMS, bearer, AdapterFixture.header(key)),
                        get(AdapterFixture.ITEMS, bearer, "X-API-Key: garbage"),
                        get(AdapterFixture.ITEMS, bearer, "X-Admin-Key: " + AdapterFixture.OPERATOR_KEY),
                        get(AdapterFixture.ADMIN, bearer),
                        get(AdapterFixture.ITEMS, bearer.substring(0, bearer.length() - 2)),
                        get(AdapterFixture.ITEMS, bearer + "x")));
    }

    @Test
    void keyOnlyRoute_takesNoToken() {
        IssuedKey key = service().issue();

        assertUniform(401, List.of(get(AdapterFixture.ITEMS), get(AdapterFixture.KEY_ONLY, bearer(key))));
        assertServed(get(AdapterFixture.KEY_ONLY, AdapterFixture.header(key)), "KEY_ONLY", "prn_1");
    }

    @Test
    void session_besideAToken_leavesTheDecisionToTheToken() {
        IssuedKey key = service().issue();
        String bearer = bearer(key);

        assertServed(get(AdapterFixture.BOTH, bearer, ALICE), "BOTH", "prn_1");
        assertThat(get(AdapterFixture.ACCOUNT, bearer, ALICE).status()).isEqualTo(401);
        service().lifecycle().revoke(key.credential().id());
        assertThat(get(AdapterFixture.BOTH, bearer, ALICE).uniform())
                .isEqualTo(get(AdapterFixture.ITEMS).uniform());
    }

    @Test
    void token_endsWithItsKey() {
        List<RawAnswer> answers = new ArrayList<>(List.of(get(AdapterFixture.ITEMS)));
        IssuedKey revoked = service().issue();
        IssuedKey suspended = service().issue();
        IssuedKey rotated = service().issue();
        IssuedKey ended = service().issue();
        List<String> tokens = List.of(bearer(revoked), bearer(suspended), bearer(rotated), bearer(ended));
        service().lifecycle().revoke(revoked.credential().id());
        service().lifecycle().suspend(suspended.credential().id());
        service().planted(service().lifecycle().rotate(rotated.credential().id(), Duration.ZERO));
        service().lifecycle().endTokens(ended.credential().id());

        tokens.forEach(token -> answers.add(get(AdapterFixture.ITEMS, token)));
        assertUniform(401, answers);
        assertServed(get(AdapterFixture.ITEMS, AdapterFixture.header(ended)), "ITEMS", "prn_1");
    }

    @Test
    void token_pastItsEnd_isUnauthenticated() {
        String token = bearer(service().issue());
        service().time().advance(Duration.ofDays(1));

        assertUniform(401, List.of(get(AdapterFixture.ITEMS), get(AdapterFixture.ITEMS, token)));
    }

    @Test
    void token_isHeldToItsKeysAddressesAndLimits() {
        IssuedKey key = service().issue(asked -> asked.allowAddresses("203.0.113.0/24"));
        setup().simulatePeer("203.0.113.9");
        String token = bearer(key);
        Quota quota = new Quota(100, Duration.ofSeconds(1), 99, Duration.ofMillis(10));
        service().rate(new RateVerdict.Within(List.of(quota)));

        assertThat(get(AdapterFixture.ITEMS, token).header("RateLimit")).contains("99");
        setup().simulatePeer("192.0.2.1");
        assertThat(get(AdapterFixture.ITEMS, token).status()).isEqualTo(403);
        setup().simulatePeer("203.0.113.9");
        service().rate(new RateVerdict.Over(Duration.ofSeconds(1), List.of()));
        assertThat(get(AdapterFixture.ITEMS, token).status()).isEqualTo(429);
    }

    @Test
    void callerOfAToken_asksAgainWhetherItMayGoOn() {
        IssuedKey key = service().issue();
        String token = bearer(key);

        assertThat(get(AdapterFixture.RECHECK, token).header("X-Recheck")).isEqualTo("true");
        service().onRecheck(() -> service().lifecycle().revoke(key.credential().id()));
        assertThat(get(AdapterFixture.RECHECK, token).header("X-Recheck")).isEqualTo("false");
    }
}
