package org.opsflow.persistence.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.workflow.DefinitionStore;
import org.opsflow.domain.workflow.Workflow;
import org.opsflow.persistence.Scratch;

class SqlDefinitionsTest {
    private static final Workflow WORKFLOW = new Workflow("N", "", List.of("one"), "", Set.of(), List.of(), List.of());

    private final Scratch scratch = new Scratch();
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final SqlDefinitions definitions = new SqlDefinitions(scratch.sql);

    private DefinitionStore.Row inserted(UUID where, String slug, int version) {
        DefinitionStore.Row row = new DefinitionStore.Row(
                ids.next(), where, slug, version, "name: " + slug + version + " 漢", WorkflowRows.NOON);
        definitions.insert(row, WORKFLOW, version == 1 ? null : ids.next());
        return row;
    }

    @Test
    void refusesAVersionTwice() {
        scratch.use(() -> {
            inserted(workspace, "b", 1);

            Problem refused = catchThrowableOfType(Problem.class, () -> inserted(workspace, "b", 1));

            assertThat(refused.code()).isEqualTo("definition_changed");
        });
    }

    private static DefinitionStore.Version numbered(DefinitionStore.Row row) {
        return new DefinitionStore.Version(row.id(), row.slug(), row.version(), row.createdAt());
    }

    @Test
    void findsTheNewestVersionOfEach() {
        scratch.use(() -> {
            DefinitionStore.Row first = inserted(workspace, "b", 1);
            DefinitionStore.Row second = inserted(workspace, "b", 2);
            DefinitionStore.Row other = inserted(workspace, "a", 1);
            inserted(ids.next(), "b", 7);

            assertThat(definitions.newest(workspace, Optional.empty(), 5))
                    .containsExactly(numbered(other), numbered(second));
            assertThat(definitions.newest(workspace, Optional.empty(), 1)).containsExactly(numbered(other));
            assertThat(definitions.newest(workspace, Optional.of("a"), 5)).containsExactly(numbered(second));
            assertThat(definitions.versions(workspace, "b", 5)).containsExactly(numbered(second), numbered(first));
            assertThat(definitions.versions(workspace, "b", 1)).containsExactly(numbered(second));
            assertThat(definitions.version(workspace, "b", 1)).contains(first);
            assertThat(definitions.version(workspace, "b", 7)).isEmpty();
            assertThat(definitions.newest(workspace, "b")).contains(second);
            assertThat(definitions.newest(workspace, "c")).isEmpty();
            assertThat(definitions.newest(workspace, "B")).isEmpty();
            assertThat(definitions.byIds(List.of(first.id(), other.id(), ids.next())))
                    .containsExactlyInAnyOrder(first, other);
        });
    }
}
