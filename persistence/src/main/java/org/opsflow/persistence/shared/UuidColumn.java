package org.opsflow.persistence.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.ByteBuffer;
import java.util.UUID;

/** A UUID as BINARY(16), its bytes in their order, so that ids sort in the index as they do in Java. */
@Converter(autoApply = true)
public class UuidColumn implements AttributeConverter<UUID, byte[]> {
    private static final int BYTES = 16;

    @Override
    public byte[] convertToDatabaseColumn(UUID id) {
        return id == null
                ? null
                : ByteBuffer.allocate(BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
    }

    @Override
    public UUID convertToEntityAttribute(byte[] column) {
        if (column == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(column);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
