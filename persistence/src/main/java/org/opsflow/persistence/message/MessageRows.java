package org.opsflow.persistence.message;

import jakarta.json.JsonString;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.Address;
import org.opsflow.domain.claim.MessageKind;
import org.opsflow.domain.message.Delivery;
import org.opsflow.domain.message.Message;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.persistence.shared.Row;

/** How messages and deliveries stand in their rows. */
final class MessageRows {
    /** Of a delivery {@code d} and the session {@code s} that it was written to last: that session is no more. */
    static final String NOT_WITH_A_SESSION =
            "(d.session_id IS NULL OR s.id IS NULL OR NOT s.connected OR s.epoch <> d.session_epoch)";

    private MessageRows() {}

    static Message message(Row row) {
        return new Message(
                row.id("id"),
                row.id("workspace_id"),
                row.id("sender_id"),
                row.optionalText("client_id"),
                new Address(Address.Kind.of(row.text("to_kind")), row.text("to_name")),
                MessageKind.of(row.text("kind")),
                row.text("text"),
                metadata(row.text("metadata")),
                row.optionalId("in_reply_to"),
                row.optionalId("run_id"),
                row.optionalId("step_id"),
                row.time("sent_at"),
                row.time("expires_at"));
    }

    static Delivery delivery(Row row) {
        Optional<UUID> session = row.optionalId("session_id");
        return new Delivery(
                row.id("id"),
                row.id("workspace_id"),
                row.id("message_id"),
                row.id("agent_id"),
                row.flag("waiting"),
                session,
                session.isPresent() ? OptionalLong.of(row.big("session_epoch")) : OptionalLong.empty(),
                row.time("stored_at"),
                row.optionalTime("delivered_at"),
                row.time("expires_at"));
    }

    static String metadata(Map<String, String> entries) {
        return JsonText.object(json -> new TreeMap<>(entries).forEach(json::write));
    }

    private static Map<String, String> metadata(String text) {
        return JsonText.parseObject(text).orElseThrow().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> ((JsonString) entry.getValue()).getString(),
                        (a, b) -> b,
                        TreeMap::new));
    }
}
