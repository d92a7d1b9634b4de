package org.opsflow.domain.claim;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.workflow.ModelUsage;

/** What an agent reports of an attempt. */
public sealed interface ReportBody {
    /** What models were used for since the report before that said so; each model once. */
    default List<ModelUsage> usage() {
        return List.of();
    }

    /** Files that have to be of the attempt's run. */
    default Set<UUID> namedArtifacts() {
        return Set.of();
    }

    /** Whether the attempt is over with it. */
    default boolean ends() {
        return false;
    }

    record Started() implements ReportBody {}

    record Checkpointed(Checkpoint checkpoint) implements ReportBody {
        @Override
        public Set<UUID> namedArtifacts() {
            return checkpoint instanceof Checkpoint.File file ? Set.of(file.artifactId()) : Set.of();
        }
    }

    /** @param onStep else on the run */
    record Commented(boolean onStep, String text, List<UUID> artifactIds) implements ReportBody {
        @Override
        public Set<UUID> namedArtifacts() {
            return Set.copyOf(artifactIds);
        }
    }

    /**
     * @param choices none when people are to write their answer
     * @param context Markdown; empty for none
     */
    record Asked(Gate.Kind kind, String question, List<String> choices, String context) implements ReportBody {}

    record Used(List<ModelUsage> usage) implements ReportBody {}

    /**
     * @param output JSON
     * @param summary Markdown for people
     */
    record Completed(String output, String summary, OptionalInt exitCode, List<ModelUsage> usage)
            implements ReportBody {
        @Override
        public boolean ends() {
            return true;
        }
    }

    /**
     * @param retryable whether another try may work
     * @param reason a short word
     * @param message for people
     */
    record Failed(boolean retryable, String reason, String message, OptionalInt exitCode, List<ModelUsage> usage)
            implements ReportBody {
        @Override
        public boolean ends() {
            return true;
        }
    }

    record Released(String message) implements ReportBody {
        @Override
        public boolean ends() {
            return true;
        }
    }
}
