package org.opsflow.domain.blob;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stored bytes. Calls join the caller's transaction. */
public interface Blobs {
    /** Bytes in one chunk; the last may hold fewer. */
    int CHUNK = 256 * 1024;

    /** Begins a blob that is not complete yet; sweeps throw away what stays so for a day. */
    void begin(UUID id, UUID workspaceId);

    void append(UUID id, int seq, byte[] chunk);

    void complete(UUID id, long size, byte[] sha256);

    /** Throws an incomplete blob away. */
    void discard(UUID id);

    /** A file of one chunk. */
    record Small(UUID id, UUID workspaceId, byte[] bytes) {}

    /** Stores files whose bytes are all there; a constant number of statements. */
    void insert(List<Small> files);

    /** The bytes of small files; a constant number of statements. Those that are not complete are absent. */
    Map<UUID, byte[]> read(Collection<UUID> ids);

    /** Throws complete blobs away that nothing points at any more; a constant number of statements. */
    void remove(Collection<UUID> ids);

    /** A chunk of a complete blob; empty after the last. */
    Optional<byte[]> chunk(UUID id, UUID workspaceId, int seq);
}
