package org.opsflow.web.shared;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Page;

/** Answers of calls that went well: {@code {"success": true, "data": …}}. */
public final class Answer {
    private Answer() {}

    public static Response.ResponseBuilder object(Response.Status status, Consumer<JsonGenerator> members) {
        return envelope(status, json -> {
            json.writeStartObject("data");
            members.accept(json);
            json.writeEnd();
        });
    }

    /** @param members writes those of one element's object */
    public static <T> Response page(Page<T> page, BiConsumer<JsonGenerator, T> members) {
        return envelope(Response.Status.OK, json -> {
                    elements(json, page.items(), members);
                    json.writeStartObject("meta");
                    member(json, "next_cursor", page.next().map(Cursor::text).orElse(null));
                    json.writeEnd();
                })
                .build();
    }

    /** @param members writes those of one element's object */
    public static <T> Response list(List<T> elements, BiConsumer<JsonGenerator, T> members) {
        return envelope(Response.Status.OK, json -> elements(json, elements, members))
                .build();
    }

    private static <T> void elements(JsonGenerator json, List<T> elements, BiConsumer<JsonGenerator, T> members) {
        json.writeStartArray("data");
        elements.forEach(element -> {
            json.writeStartObject();
            members.accept(json, element);
            json.writeEnd();
        });
        json.writeEnd();
    }

    private static Response.ResponseBuilder envelope(Response.Status status, Consumer<JsonGenerator> data) {
        String body = JsonText.object(json -> {
            json.write("success", true);
            data.accept(json);
        });
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    }
}
