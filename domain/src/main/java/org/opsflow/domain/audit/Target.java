package org.opsflow.domain.audit;

/**
 * To what something was done.
 *
 * @param type for example {@code api_key}; {@code operation} for calls that were refused
 * @param id a public id, or the operation without its ids: {@code POST /api/agents}
 */
public record Target(String type, String id) {
    private static final int LONGEST = 120;

    public static Target operation(String name) {
        return new Target("operation", name.substring(0, Math.min(name.length(), LONGEST)));
    }
}
