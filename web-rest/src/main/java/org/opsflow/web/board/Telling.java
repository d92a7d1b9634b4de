package org.opsflow.web.board;

import java.util.List;
import java.util.Optional;
import org.opsflow.domain.change.NumberedChange;

/** In what form a viewer is told of its workspace. Equal ones make the same text, which is made once for all. */
interface Telling {
    /** Changes that follow each other without a gap; empty when none of them is for this viewer. */
    Optional<String> changes(String epoch, List<NumberedChange> changes);

    /** Whether it is told what has no number, too. */
    boolean isOfSignals();

    /** What it is told from time to time though nothing happens, as it says nothing itself; empty when it does. */
    Optional<String> alive(String epoch, long n);
}
