package org.opsflow.web.identity;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.opsflow.domain.identity.ApiKey;
import org.opsflow.domain.identity.IssuedKey;
import org.opsflow.domain.identity.NewKey;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.RequestFields;

/** Keys as the API takes and shows them, those of people and of agents alike. */
public final class KeyJson {
    private KeyJson() {}

    /** @param usual the scopes of a key for which none are asked */
    public static NewKey wanted(String body, Scopes usual) {
        RequestFields fields = RequestFields.of(body);
        String name = fields.text("name");
        List<String> scopes = fields.optionalTexts("scopes");
        var expiresAt = fields.optionalInstant("expires_at");
        fields.check();
        return new NewKey(name, scopes.isEmpty() ? usual : Scopes.asked(scopes), expiresAt);
    }

    public static Response list(List<ApiKey> keys) {
        return Answer.list(keys, KeyJson::members);
    }

    /** The only answer that ever holds a key in clear. */
    public static Response created(IssuedKey issued) {
        return Answer.object(Response.Status.CREATED, json -> {
                    json.writeStartObject("key");
                    members(json, issued.key());
                    json.writeEnd();
                    json.write("api_key", issued.text());
                })
                .build();
    }

    private static void members(JsonGenerator json, ApiKey key) {
        json.write("id", PublicId.KEY.of(key.id())).write("name", key.name()).write("prefix", key.prefix());
        json.writeStartArray("scopes");
        key.scopes().words().forEach(json::write);
        json.writeEnd();
        member(json, "created_at", key.createdAt());
        member(json, "last_used_at", key.lastUsedAt().orElse(null));
        member(json, "expires_at", key.expiresAt().orElse(null));
    }
}
