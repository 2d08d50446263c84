package io.keystile.spring.oauth;

import io.keystile.ConfigurationException;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.KeyFileException;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenAlgorithm;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ResourceUtils;

/** Keys and tokens of properties; what is wrong is told by the properties' names. */
final class TokenSettings {
    private static final String PREFIX = "keystile.oauth2.";
    private static final Pattern SETTING = Pattern.compile("(?:^|(?<=: |; ))(issuer|audience|timeToLive): ");
    private static final Duration LEAST_REREAD = Duration.ofMillis(50);
    private static final Duration MOST_REREAD = Duration.ofHours(1);

    private final OauthProperties settings;

    TokenSettings(OauthProperties settings) {
        this.settings = settings;
    }

    /**
     * The keys that sign.
     *
     * @param maxStaleness how soon a key that was taken out of the file has ended: the file is read four times as often
     */
    SigningKeys keys(Duration maxStaleness) {
        String file = settings.tokenKeys();
        List<String> missing = missing();
        if (file == null && !settings.keysMadeAtStart()) {
            missing.add(PREFIX + "token-keys: the file of the keys that sign tokens; or " + PREFIX
                    + "keys-made-at-start=true, for a demonstration");
        }
        if (file != null && settings.keysMadeAtStart()) {
            missing.add(PREFIX + "keys-made-at-start: is true, and " + PREFIX + "token-keys names a file: choose one");
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(missing);
        }
        return file == null ? SigningKeys.madeForThisProcess(TokenAlgorithm.ES256) : read(file, maxStaleness);
    }

    private static SigningKeys read(String location, Duration maxStaleness) {
        Duration quarter = maxStaleness.dividedBy(4);
        Duration often = quarter.compareTo(LEAST_REREAD) < 0
                ? LEAST_REREAD
                : quarter.compareTo(MOST_REREAD) > 0 ? MOST_REREAD : quarter;
        try {
            Path file = ResourceUtils.getFile(location).toPath();
            return SigningKeys.fromFile(file, often);
        } catch (FileNotFoundException | KeyFileException | IllegalArgumentException e) {
            throw new ConfigurationException(List.of(PREFIX + "token-keys: " + e.getMessage()));
        }
    }

    /** The tokens. */
    JwtAccessTokens tokens(SigningKeys keys) {
        String audience = settings.audience();
        if (audience == null) {
            throw new ConfigurationException(missing());
        }
        try {
            return JwtAccessTokens.builder(keys)
                    .issuer(String.valueOf(settings.issuer()))
                    .audience(audience)
                    .timeToLive(settings.timeToLive())
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(named(String.valueOf(e.getMessage())));
        }
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (settings.audience() == null) {
            missing.add(PREFIX + "audience: whom the tokens are for, a URI such as https://api.acme.example");
        }
        return missing;
    }

    /** The builder's problems, each by the name that the setting has as a property. */
    private static List<String> named(String message) {
        List<MatchResult> starts = SETTING.matcher(message).results().toList();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1).start() : message.length();
            String said = message.substring(starts.get(i).end(), end);
            problems.add(PREFIX + property(starts.get(i).group(1)) + ": " + withoutSeparator(said));
        }
        return problems.isEmpty() ? List.of(PREFIX + "issuer: " + message) : problems;
    }

    private static String property(@Nullable String setting) {
        return "timeToLive".equals(setting) ? "time-to-live" : String.valueOf(setting);
    }

    private static String withoutSeparator(String said) {
        return said.endsWith("; ") ? said.substring(0, said.length() - 2) : said;
    }
}
