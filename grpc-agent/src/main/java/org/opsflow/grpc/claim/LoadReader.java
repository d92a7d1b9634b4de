package org.opsflow.grpc.claim;

import static org.opsflow.grpc.claim.FrameReader.check;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.opsflow.domain.claim.Load;
import org.opsflow.proto.agent.v1.Heartbeat;

/** How much agents say they have to do; what does not keep to the contract is a problem that names the field. */
final class LoadReader {
    private static final int MAX_SLOTS = 1_000;
    /** What every reader of JSON tells from its neighbours. */
    private static final long MAX_BYTES = (1L << 53) - 1;

    private LoadReader() {}

    static Load read(Heartbeat beat) {
        return new Load(
                number(beat.hasFreeSlots(), beat.getFreeSlots(), MAX_SLOTS, "heartbeat.free_slots"),
                number(beat.hasCpuPercent(), beat.getCpuPercent(), 100, "heartbeat.cpu_percent"),
                bytes(beat.hasFreeMemoryBytes(), beat.getFreeMemoryBytes(), "heartbeat.free_memory_bytes"),
                bytes(beat.hasFreeDiskBytes(), beat.getFreeDiskBytes(), "heartbeat.free_disk_bytes"));
    }

    private static OptionalInt number(boolean known, int number, int most, String field) {
        check(number >= 0 && number <= most, field, "must be 0 to " + most + ", or absent when it is not known");
        return known ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static OptionalLong bytes(boolean known, long bytes, String field) {
        check(
                bytes >= 0 && bytes <= MAX_BYTES,
                field,
                "must be 0 to " + MAX_BYTES + ", or absent when it is not known");
        return known ? OptionalLong.of(bytes) : OptionalLong.empty();
    }
}
