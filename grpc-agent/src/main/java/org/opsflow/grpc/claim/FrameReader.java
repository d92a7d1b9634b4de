package org.opsflow.grpc.claim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.claim.SessionOut;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.Failed;
import org.opsflow.proto.agent.v1.FailureKind;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.Hello;

/** Checks what agents send against the limits of the contract; throws a {@link Problem} that names the field. */
final class FrameReader {
    static final int PROTOCOL_VERSION = 1;
    static final int MAX_FRAME = 1 << 20;
    static final int MAX_OUTPUT = 64 << 10;
    static final int MAX_TEXT = 4 << 10;
    private static final int MAX_MESSAGE = 1_000;
    private static final int MAX_CONCURRENT = 1_000;
    private static final int MAX_CAPABILITIES = 4_096;
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final Pattern CAPABILITY = Pattern.compile("[a-z0-9:._-]{1,64}");
    private static final int MAX_LABELS = 32;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern LABEL_VALUE = Pattern.compile("[!-~]{1,128}");
    static final Pattern REASON = Pattern.compile("[a-z0-9_.-]{1,64}");

    private FrameReader() {}

    static org.opsflow.domain.claim.Hello hello(Hello hello) {
        check(
                hello.getProtocolVersion() == PROTOCOL_VERSION,
                "hello.protocol_version",
                "must be " + PROTOCOL_VERSION + ", this is " + Integer.toUnsignedString(hello.getProtocolVersion()));
        check(INSTANCE.matcher(hello.getInstance()).matches(), "hello.instance", "must be [A-Za-z0-9._-]{1,64}");
        check(hello.getAgentVersion().length() <= 64, "hello.agent_version", "must be at most 64 characters");
        check(hello.getCapabilitiesCount() <= 64, "hello.capabilities", "must be at most 64");
        for (String capability : hello.getCapabilitiesList()) {
            check(CAPABILITY.matcher(capability).matches(), "hello.capabilities", "must each be [a-z0-9:._-]{1,64}");
        }
        check(
                String.join(" ", hello.getCapabilitiesList()).length() <= MAX_CAPABILITIES,
                "hello.capabilities",
                "must have at most 4096 characters together");
        int concurrent = hello.getMaxConcurrent();
        check(concurrent >= 1 && concurrent <= MAX_CONCURRENT, "hello.max_concurrent", "must be 1 to 1000");
        return new org.opsflow.domain.claim.Hello(
                hello.getInstance(),
                hello.getAgentVersion(),
                hello.getCapabilitiesList(),
                concurrent,
                hello.getResumeToken().isEmpty() ? Optional.empty() : Optional.of(hello.getResumeToken()),
                labels(hello.getLabelsMap()),
                held(hello.getHeldList(), "hello.held"));
    }

    private static Map<String, String> labels(Map<String, String> labels) {
        check(labels.size() <= MAX_LABELS, "hello.labels", "must be at most " + MAX_LABELS);
        labels.forEach((key, value) -> {
            check(LABEL.matcher(key).matches(), "hello.labels", "must each have a key of [a-z0-9._-]{1,64}");
            check(
                    LABEL_VALUE.matcher(value).matches(),
                    "hello.labels." + key,
                    "must be 1 to 128 printable characters of ASCII but spaces");
        });
        return labels;
    }

    static List<SessionOut.Held> held(List<HeldLease> leases, String field) {
        check(leases.size() <= 2 * MAX_CONCURRENT, field, "must be at most 2000");
        return leases.stream()
                .map(lease -> new SessionOut.Held(
                        PublicId.ATTEMPT
                                .parse(lease.getAttemptId())
                                .orElseThrow(() -> Problem.invalid(field, "must name attempts by their ids, att_…")),
                        lease.getFence()))
                .toList();
    }

    static ReportBody completed(Completed completed) {
        String output = completed.getOutputJson().isEmpty() ? "null" : completed.getOutputJson();
        tooLarge(output, MAX_OUTPUT, "completed.output_json");
        tooLarge(completed.getSummary(), MAX_TEXT, "completed.summary");
        check(JsonText.parse(output).isPresent(), "completed.output_json", "must be JSON text");
        return new ReportBody.Completed(
                output,
                completed.getSummary(),
                completed.hasExitCode() ? OptionalInt.of(completed.getExitCode()) : OptionalInt.empty(),
                UsageReader.read(completed.getUsage(), "completed.usage"));
    }

    static ReportBody failed(Failed failed) {
        check(
                failed.getKind() != FailureKind.FAILURE_KIND_UNSPECIFIED
                        && failed.getKind() != FailureKind.UNRECOGNIZED,
                "failed.kind",
                "must be RETRYABLE, TERMINAL or BUSINESS");
        check(REASON.matcher(failed.getReason()).matches(), "failed.reason", "must be [a-z0-9_.-]{1,64}");
        tooLarge(failed.getMessage(), MAX_TEXT, "failed.message");
        return new ReportBody.Failed(
                failed.getKind() == FailureKind.FAILURE_KIND_RETRYABLE,
                failed.getReason(),
                failed.getMessage().isBlank() ? failed.getReason() : failed.getMessage(),
                failed.hasExitCode() ? OptionalInt.of(failed.getExitCode()) : OptionalInt.empty(),
                UsageReader.read(failed.getUsage(), "failed.usage"));
    }

    static ReportBody released(String message) {
        check(message.length() <= MAX_MESSAGE, "released.message", "must be at most 1000 characters");
        return new ReportBody.Released(message);
    }

    static OptionalInt percent(boolean present, int percent) {
        check(!present || (percent >= 0 && percent <= 100), "progress.percent", "must be 0 to 100");
        return present ? OptionalInt.of(percent) : OptionalInt.empty();
    }

    static Optional<String> line(String line) {
        tooLarge(line, MAX_TEXT, "progress.line");
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    static boolean isReport(AgentFrame frame) {
        return switch (frame.getBodyCase()) {
            case STARTED, CHECKPOINT, USAGE, COMMENT, ASK, COMPLETED, FAILED, RELEASED -> true;
            default -> false;
        };
    }

    static void check(boolean right, String field, String message) {
        if (!right) {
            throw Problem.invalid(field, message);
        }
    }

    private static void tooLarge(String text, int maxBytes, String field) {
        if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new TooLarge(field, maxBytes);
        }
    }

    /** A field that is larger than Welcome allows. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        final String field;

        TooLarge(String field, int maxBytes) {
            this(field, maxBytes, "report Failed with reason too_large instead.");
        }

        TooLarge(String field, int maxBytes, String remedy) {
            super(field + " is larger than " + maxBytes + " bytes: " + remedy, null, false, false);
            this.field = field;
        }
    }
}
