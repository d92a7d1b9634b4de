package org.opsflow.persistence.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.persistence.Scratch;

class SqlBlobsTest {
    private final Scratch scratch = new Scratch();
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final UUID blob = ids.next();
    private final SqlBlobs blobs = new SqlBlobs(scratch.sql);

    private void begun() {
        blobs.begin(blob, workspace);
        blobs.append(blob, 0, new byte[Blobs.CHUNK]);
        blobs.append(blob, 1, new byte[] {1, 2, 3});
    }

    @Test
    void servesTheChunksOfACompleteBlobToItsWorkspace() {
        scratch.use(() -> {
            begun();
            blobs.complete(blob, Blobs.CHUNK + 3, Sha256.of("x"));

            assertThat(blobs.chunk(blob, workspace, 0))
                    .get()
                    .extracting(bytes -> bytes.length)
                    .isEqualTo(Blobs.CHUNK);
            assertThat(blobs.chunk(blob, workspace, 1)).contains(new byte[] {1, 2, 3});
            assertThat(blobs.chunk(blob, workspace, 2)).isEmpty();
            assertThat(blobs.chunk(blob, ids.next(), 0)).isEmpty();
        });
    }

    @Test
    void servesNothingOfAnIncompleteBlob() {
        scratch.use(() -> {
            begun();

            assertThat(blobs.chunk(blob, workspace, 0)).isEmpty();
        });
    }

    @Test
    void throwsAnIncompleteBlobAway() {
        scratch.use(() -> {
            begun();
            blobs.discard(blob);

            assertThat(count("blob_chunk", "blob_id")).isZero();
            assertThat(count("`blob`", "id")).isZero();
        });
    }

    @Test
    void leavesACompleteBlobAsItIs() {
        scratch.use(() -> {
            begun();
            blobs.complete(blob, Blobs.CHUNK + 3, Sha256.of("x"));
            blobs.discard(blob);

            assertThat(blobs.chunk(blob, workspace, 1)).contains(new byte[] {1, 2, 3});
            assertThat(count("blob_chunk", "blob_id")).isEqualTo(2);
        });
    }

    private long count(String table, String column) {
        return scratch.sql
                .query(
                        "SELECT COUNT(*) AS found FROM " + table + " WHERE " + column + " = ?",
                        bind -> bind.id(blob),
                        row -> row.big("found"))
                .get(0);
    }
}
