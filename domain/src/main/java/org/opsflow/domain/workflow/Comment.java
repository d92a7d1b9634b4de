package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.shared.PublicId;

/**
 * What somebody said of a run; never changed.
 *
 * @param stepId the step it is about; empty for the whole run
 * @param text Markdown
 * @param artifactIds files of the run that it speaks of
 */
public record Comment(
        UUID id,
        UUID workspaceId,
        UUID runId,
        Optional<UUID> stepId,
        Author author,
        String text,
        List<UUID> artifactIds,
        Instant createdAt) {
    /** In bytes of UTF-8. */
    public static final int MAX_TEXT = 16 << 10;

    public static final int MAX_ARTIFACTS = 20;

    /** Who said it. */
    public enum Kind {
        PERSON("user"),
        AGENT("agent");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** As {@code comment_type} has it. */
        public String type() {
            return type;
        }
    }

    /**
     * @param publicId a person's id, an agent's slug; empty where it is not known any more
     * @param name empty where it is not known any more, and in the history, which holds no names of people
     */
    public record Author(Kind kind, UUID id, Optional<String> publicId, Optional<String> name, Optional<String> emoji) {
        public static Author person(UUID id, Optional<String> name) {
            return new Author(Kind.PERSON, id, Optional.of(PublicId.PERSON.of(id)), name, Optional.empty());
        }

        public static Author agent(AgentFace face) {
            return new Author(
                    Kind.AGENT,
                    face.agentId(),
                    Optional.of(face.slug()),
                    Optional.of(face.name()),
                    Optional.of(face.emoji()));
        }

        Author nameless() {
            return kind == Kind.PERSON ? person(id, Optional.empty()) : this;
        }
    }
}
