package org.opsflow.domain.identity;

import java.util.ArrayList;
import java.util.List;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;

/** Remembers what a workspace is told. */
final class FakeRecorder extends ChangeRecorder {
    final List<Change> recorded = new ArrayList<>();

    FakeRecorder() {
        super(null, null, null);
    }

    @Override
    public void record(List<Change> changes) {
        recorded.addAll(changes);
    }
}
