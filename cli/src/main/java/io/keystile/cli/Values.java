package io.keystile.cli;

import io.keystile.credential.CredentialId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what options say. What can't be read is not quoted: it may be a key that stands in the wrong place. */
final class Values {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");

    private Values() {}

    static CredentialId id(String text) {
        if (!CredentialId.isWellFormed(text)) {
            throw new UsageException("ID", "must be the id of a credential, acr_…");
        }
        return new CredentialId(text);
    }

    /** Such as 90s, 15m, 24h, 30d. */
    static Duration duration(String option, String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new UsageException(option, "must be a whole number and s, m, h or d, such as 24h");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    static Instant instant(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException(option, "must be a time such as 2027-01-31T12:00:00Z");
        }
    }
}
