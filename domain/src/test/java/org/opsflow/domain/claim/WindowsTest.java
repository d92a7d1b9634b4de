package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.Requirement;

class WindowsTest {
    private final Ids ids = new Ids();
    private final UUID many = ids.next();
    private final UUID few = ids.next();
    private final Windows windows = new Windows();

    private Window wanted(UUID workspace, String capability) {
        Requirement requirement = Requirement.of(List.of(capability));
        Window window = new Window(new Window.Key(workspace, requirement.key()), requirement, 10);
        windows.open(window, List.of());
        return window;
    }

    private List<Window> readAll() throws InterruptedException {
        List<Window> read = new ArrayList<>();
        while (windows.wantsRead()) {
            Window next = windows.nextRead();
            windows.begun(next);
            read.add(next);
        }
        return read;
    }

    /** Whose steps require many different things has as many queues. */
    @Test
    void readsAQueueOfEachWorkspaceInTurn() throws InterruptedException {
        Window first = wanted(many, "a");
        Window second = wanted(many, "b");
        Window third = wanted(many, "c");
        Window other = wanted(few, "a");

        assertThat(readAll()).containsExactly(first, other, second, third);
    }

    @Test
    void readsOnceWhatIsWantedTwiceAndAgainWhatIsWantedMeanwhile() throws InterruptedException {
        Window window = wanted(few, "a");
        windows.want(window);
        assertThat(readAll()).containsExactly(window);

        windows.want(window);

        assertThat(readAll()).containsExactly(window);
    }
}
