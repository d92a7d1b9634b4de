package org.opsflow.domain.workflow;

import java.util.Locale;
import java.util.Map;

/**
 * What kind of file a name says it is.
 *
 * @param mimeType for example {@code text/markdown}
 * @param type image, video, document, code or other
 */
public record FileKind(String mimeType, String type) {
    private static final FileKind UNKNOWN = new FileKind("application/octet-stream", "other");
    private static final Map<String, FileKind> BY_ENDING = Map.ofEntries(
            entry("png", "image/png", "image"),
            entry("jpg", "image/jpeg", "image"),
            entry("jpeg", "image/jpeg", "image"),
            entry("gif", "image/gif", "image"),
            entry("webp", "image/webp", "image"),
            entry("svg", "image/svg+xml", "image"),
            entry("mp4", "video/mp4", "video"),
            entry("webm", "video/webm", "video"),
            entry("md", "text/markdown", "document"),
            entry("txt", "text/plain", "document"),
            entry("html", "text/html", "document"),
            entry("pdf", "application/pdf", "document"),
            entry("csv", "text/csv", "document"),
            entry("json", "application/json", "code"),
            entry("yaml", "application/yaml", "code"),
            entry("yml", "application/yaml", "code"),
            entry("xml", "application/xml", "code"),
            entry("java", "text/plain", "code"),
            entry("ts", "text/plain", "code"),
            entry("js", "text/javascript", "code"),
            entry("py", "text/plain", "code"),
            entry("sh", "text/plain", "code"),
            entry("diff", "text/x-diff", "code"),
            entry("patch", "text/x-diff", "code"));

    public static FileKind of(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, UNKNOWN);
    }

    private static Map.Entry<String, FileKind> entry(String ending, String mimeType, String type) {
        return Map.entry(ending, new FileKind(mimeType, type));
    }
}
