package org.opsflow.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.Scratch;
import org.opsflow.persistence.shared.DatabaseFailure;

class SqlLogsTest {
    private final Scratch scratch = new Scratch();
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final UUID attempt = ids.next();
    private final SqlLogs logs = new SqlLogs(scratch.sql);

    @Test
    void addsUpWhatWasAppended() {
        scratch.use(() -> {
            assertThat(logs.size(attempt)).isZero();
            logs.append(workspace, attempt, 0, new byte[10]);
            logs.append(workspace, attempt, 10, new byte[64 << 10]);

            assertThat(logs.size(attempt)).isEqualTo(10 + (64 << 10));
            assertThat(logs.size(ids.next())).isZero();
        });
    }

    @Test
    void keepsTheBytesAsTheyCame() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        scratch.use(() -> {
            logs.append(workspace, attempt, 0, all);

            assertThat(scratch.sql.query(
                            "SELECT data FROM log_chunk WHERE attempt_id = ?",
                            bind -> bind.id(attempt),
                            row -> row.bytes("data")))
                    .containsExactly(all);
        });
    }

    @Test
    void storesEachPlaceOnce() {
        scratch.use(() -> {
            logs.append(workspace, attempt, 0, new byte[10]);

            assertThatThrownBy(() -> logs.append(workspace, attempt, 0, new byte[10]))
                    .isInstanceOf(DatabaseFailure.class);
        });
    }
}
