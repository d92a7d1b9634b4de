package org.opsflow.domain.agent;

import java.util.List;

/**
 * By what people tell agents apart at a glance.
 *
 * @param color {@code #rrggbb}
 */
public record AgentLook(String emoji, String color) {
    private static final List<String> EMOJI =
            List.of("🦊", "🐙", "🦉", "🐝", "🐢", "🦁", "🐬", "🦜", "🐺", "🦔", "🐳", "🦋", "🐼", "🦩", "🐸", "🦦");
    private static final List<String> COLORS = List.of(
            "#2563eb", "#7c3aed", "#db2777", "#dc2626", "#ea580c", "#ca8a04", "#16a34a", "#0d9488", "#0891b2",
            "#4f46e5");

    /** The same for the same slug, wherever it is asked. */
    static AgentLook of(String slug) {
        int hash = slug.hashCode();
        // Mixed, or neighbours such as worker-1 and worker-2 would differ in the emoji only.
        int mixed = hash * 0x9e3779b9;
        return new AgentLook(
                EMOJI.get(Math.floorMod(hash, EMOJI.size())), COLORS.get(Math.floorMod(mixed >>> 8, COLORS.size())));
    }
}
