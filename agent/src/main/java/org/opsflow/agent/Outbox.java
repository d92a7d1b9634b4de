package org.opsflow.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Message;

/**
 * The reports and messages that have no receipt yet, kept in a log on disk: what was appended and synced comes back after a crash at
 * any byte, what was removed and synced does not.
 *
 * <p>A record is length, CRC-32 and an {@link AgentFrame}. A frame with a body adds (or replaces) the report of its
 * attempt, fence and number; one without a body removes it, or with number 0 every report of that lease. A message is known by
 * its client id, and removed by one that is for nobody. Reading stops at the first record that is not whole: it can only be the last one, torn by a crash before its sync.
 *
 * <p>Not thread-safe: belongs to the control thread, which syncs once for all it wrote in one go.
 */
final class Outbox implements Closeable {
    private static final int HEADER = 8;
    private static final long WORTH_REWRITING = 256 * 1024;

    private final Path file;
    private final long worthRewriting;
    private final Map<ReportKey, AgentFrame> pending = new LinkedHashMap<>();
    private final Map<String, AgentFrame> messages = new LinkedHashMap<>();
    private FileChannel channel;
    private long length;
    private long pendingBytes;
    private boolean dirty;

    static Outbox open(Path file) {
        return open(file, WORTH_REWRITING);
    }

    static Outbox open(Path file, long worthRewriting) {
        try {
            return new Outbox(file, worthRewriting);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    private Outbox(Path file, long worthRewriting) throws IOException {
        this.file = file;
        this.worthRewriting = worthRewriting;
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        length = replay(ByteBuffer.wrap(Files.readAllBytes(file)));
        if (channel.size() > length) {
            channel.truncate(length);
            channel.force(true);
        }
        forceDirectory();
    }

    /** Every report without a receipt, in the order in which they were written. */
    List<AgentFrame> pending() {
        return List.copyOf(pending.values());
    }

    /** The reports of one lease, by number. */
    List<AgentFrame> pending(Lease lease) {
        return pending.values().stream()
                .filter(frame -> Lease.of(frame).equals(lease))
                .toList();
    }

    boolean holds(ReportKey key) {
        return pending.containsKey(key);
    }

    boolean holdsAnyOf(Lease lease) {
        return pending.keySet().stream().anyMatch(key -> key.lease().equals(lease));
    }

    void put(AgentFrame report) {
        append(report);
    }

    /** Removes a report that was answered; false when it was not here. */
    boolean remove(ReportKey key) {
        if (!pending.containsKey(key)) {
            return false;
        }
        append(key.lease().frame().setNumber(key.number()).build());
        return true;
    }

    void removeAll(Lease lease) {
        if (holdsAnyOf(lease)) {
            append(lease.frame().build());
        }
    }

    /** Every message without a receipt, in the order in which they were written. */
    List<AgentFrame> messages() {
        return List.copyOf(messages.values());
    }

    Optional<AgentFrame> message(String clientId) {
        return Optional.ofNullable(messages.get(clientId));
    }

    void removeMessage(String clientId) {
        if (messages.containsKey(clientId)) {
            append(AgentFrame.newBuilder()
                    .setMessage(Message.newBuilder().setClientId(clientId))
                    .build());
        }
    }

    /** Returns when all that was written is on the disk. */
    void sync() {
        if (!dirty) {
            return;
        }
        try {
            if (length > worthRewriting && pendingBytes * 2 < length) {
                rewrite();
            } else {
                channel.force(false);
            }
            dirty = false;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        try {
            sync();
            channel.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void append(AgentFrame frame) {
        ByteBuffer bytes = record(frame);
        int size = bytes.remaining();
        try {
            writeFully(channel, bytes, length);
        } catch (IOException e) {
            throw failure(e);
        }
        // Only now: what a failed write left behind is overwritten by the next one.
        length += size;
        dirty = true;
        apply(frame);
    }

    private void apply(AgentFrame frame) {
        if (frame.hasMessage()) {
            boolean isForNobody = frame.getMessage().getToCase() == Message.ToCase.TO_NOT_SET;
            String clientId = frame.getMessage().getClientId();
            AgentFrame old = isForNobody ? messages.remove(clientId) : messages.put(clientId, frame);
            pendingBytes += (isForNobody ? 0 : size(frame)) - (old == null ? 0 : size(old));
        } else if (frame.getBodyCase() != AgentFrame.BodyCase.BODY_NOT_SET) {
            AgentFrame old = pending.put(ReportKey.of(frame), frame);
            pendingBytes += size(frame) - (old == null ? 0 : size(old));
        } else if (frame.getNumber() > 0) {
            forget(ReportKey.of(frame));
        } else {
            pending(Lease.of(frame)).forEach(each -> forget(ReportKey.of(each)));
        }
    }

    private void forget(ReportKey key) {
        AgentFrame old = pending.remove(key);
        if (old != null) {
            pendingBytes -= size(old);
        }
    }

    private long replay(ByteBuffer bytes) {
        while (bytes.remaining() > HEADER) {
            int start = bytes.position();
            int size = bytes.getInt();
            int crc = bytes.getInt();
            if (size <= 0 || size > bytes.remaining()) {
                return start;
            }
            byte[] body = new byte[size];
            bytes.get(body);
            if (crc != crc(body)) {
                return start;
            }
            try {
                apply(AgentFrame.parseFrom(body));
            } catch (InvalidProtocolBufferException e) {
                return start;
            }
        }
        return bytes.limit() - bytes.remaining();
    }

    private void rewrite() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel next = FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        long end = 0;
        try {
            for (AgentFrame frame : Stream.concat(pending.values().stream(), messages.values().stream())
                    .toList()) {
                ByteBuffer bytes = record(frame);
                int size = bytes.remaining();
                writeFully(next, bytes, end);
                end += size;
            }
            next.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        channel.close();
        channel = next;
        length = end;
        forceDirectory();
    }

    /** A file's name is durable only once its directory is. */
    private void forceDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void writeFully(FileChannel to, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += to.write(bytes, position);
        }
    }

    private static ByteBuffer record(AgentFrame frame) {
        byte[] body = frame.toByteArray();
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(body.length)
                .putInt(crc(body))
                .put(body)
                .flip();
    }

    private static int size(AgentFrame frame) {
        return HEADER + frame.getSerializedSize();
    }

    private static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private UncheckedIOException failure(IOException e) {
        return new UncheckedIOException("cannot write the outbox " + file + ": " + e.getMessage(), e);
    }
}
