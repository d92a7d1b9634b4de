package org.opsflow.agent;

import java.util.List;
import org.opsflow.proto.agent.v1.CommentScope;

/**
 * A remark for people.
 *
 * @param onRun else on the step
 * @param text Markdown, not blank, at most 16 KiB
 * @param artifactIds what {@link Work#upload} returned, at most 20
 */
public record Comment(boolean onRun, String text, List<String> artifactIds) {
    private static final int MOST_BYTES = 16 << 10;
    private static final int MOST_ARTIFACTS = 20;

    public Comment {
        if (text.isBlank() || Limits.utf8Bytes(text) > MOST_BYTES) {
            throw new IllegalArgumentException("a comment holds text of at most " + MOST_BYTES + " bytes");
        }
        artifactIds = List.copyOf(artifactIds);
        if (artifactIds.size() > MOST_ARTIFACTS) {
            throw new IllegalArgumentException("a comment names at most " + MOST_ARTIFACTS + " artifacts");
        }
    }

    /** On the step. */
    public static Comment onStep(String markdown) {
        return new Comment(false, markdown, List.of());
    }

    /** On the whole run. */
    public static Comment onRun(String markdown) {
        return new Comment(true, markdown, List.of());
    }

    /** The same with files that it speaks of. */
    public Comment withArtifacts(List<String> ids) {
        return new Comment(onRun, text, ids);
    }

    org.opsflow.proto.agent.v1.Comment onTheWire() {
        return org.opsflow.proto.agent.v1.Comment.newBuilder()
                .setScope(onRun ? CommentScope.COMMENT_SCOPE_RUN : CommentScope.COMMENT_SCOPE_STEP)
                .setText(text)
                .addAllArtifactIds(artifactIds)
                .build();
    }
}
