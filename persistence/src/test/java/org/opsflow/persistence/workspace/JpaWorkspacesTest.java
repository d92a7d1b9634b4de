package org.opsflow.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.persistence.MariaDb;

class JpaWorkspacesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Ids ids = new Ids();

    @Test
    void refusesASlugTwice() {
        String slug = "w" + ids.next().toString().substring(0, 13);
        add(slug);

        Problem refused = catchThrowableOfType(Problem.class, () -> add(slug));

        assertThat(refused.code()).isEqualTo("workspace_exists");
        assertThat(refused.errors()).extracting(Problem.FieldError::field).containsExactly("slug");
    }

    private void add(String slug) {
        MariaDb.run(entities -> {
            JpaWorkspaces workspaces = new JpaWorkspaces();
            workspaces.entities = entities;
            workspaces.add(new Workspace(ids.next(), slug, "Yard", NOW));
        });
    }
}
