package org.opsflow.web.boot;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Typed reading of configuration; what cannot be read names the key, the value and what would do. */
final class ConfigKeys {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}");

    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private final Function<String, Optional<String>> values;

    /** @param values the configured text of a key, if there is one */
    ConfigKeys(Function<String, Optional<String>> values) {
        this.values = values;
    }

    String text(String key, String otherwise) {
        return values.apply(key)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        String text = text(key, Boolean.toString(otherwise));
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw unfit(key, text, "must be true or false");
    }

    int number(String key, int otherwise, int least, int most) {
        return (int) number(key, (long) otherwise, least, most);
    }

    long number(String key, long otherwise, long least, long most) {
        String text = text(key, Long.toString(otherwise));
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw unfit(key, text, "must be a whole number from " + least + " to " + most);
    }

    /** Written {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 14d}, or as ISO-8601, {@code PT30S}. */
    Duration duration(String key, Duration otherwise) {
        String text = text(key, otherwise.toString());
        try {
            Duration duration = parse(text);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException notADuration) {
            // told below
        }
        throw unfit(key, text, "must be a duration above zero, for example 30s, 5m or PT30S");
    }

    URI address(String key, String otherwise) {
        String text = text(key, otherwise);
        try {
            URI address = URI.create(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // told below
        }
        throw unfit(key, text, "must be an address such as https://ops.example.org");
    }

    String hostAndPort(String key, String otherwise) {
        String text = text(key, otherwise);
        if (HOST_AND_PORT.matcher(text).matches()) {
            return text;
        }
        throw unfit(key, text, "must be a host and a port, such as agents.example.org:9090");
    }

    /** IP addresses, comma separated; none when nothing is given. */
    Set<String> addresses(String key) {
        String text = text(key, "");
        Set<String> addresses = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .collect(Collectors.toSet());
        if (addresses.stream().allMatch(address -> IP_ADDRESS.matcher(address).matches())) {
            return addresses;
        }
        throw unfit(key, text, "must be IP addresses, such as 127.0.0.1,10.0.0.2");
    }

    Path file(String key, String otherwise) {
        String text = text(key, otherwise);
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException notAPath) {
            throw unfit(key, text, "must be the path of a file");
        }
    }

    private static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static IllegalStateException unfit(String key, String text, String rule) {
        return new IllegalStateException("The configuration key " + key + " is '" + text + "' but " + rule + ".");
    }
}
