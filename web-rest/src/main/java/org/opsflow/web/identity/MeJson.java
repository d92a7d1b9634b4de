package org.opsflow.web.identity;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.util.Arrays;
import org.opsflow.domain.identity.ApiKey;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.identity.Person;
import org.opsflow.domain.identity.WhoAmI.Me;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workspace.Workspace;

/** Who a caller is, as the API shows it. */
final class MeJson {
    private MeJson() {}

    /** The members of the object, without its braces. */
    static void members(JsonGenerator json, Me me) {
        me.person().ifPresentOrElse(person -> person(json, person), () -> json.writeNull("person"));
        me.agentSlug().ifPresentOrElse(slug -> agent(json, me, slug), () -> json.writeNull("agent"));
        json.writeStartObject("workspace");
        workspace(json, me.workspace());
        json.writeEnd();
        json.write("role", me.caller().role().word());
        json.writeStartArray("permissions");
        Arrays.stream(Permission.values())
                .filter(me.caller()::may)
                .map(Permission::name)
                .forEach(json::write);
        json.writeEnd();
        me.key().ifPresentOrElse(key -> key(json, key), () -> json.writeNull("key"));
    }

    private static void person(JsonGenerator json, Person person) {
        json.writeStartObject("person")
                .write("id", PublicId.PERSON.of(person.id()))
                .write("name", person.name())
                .write("email", person.email())
                .writeEnd();
    }

    private static void agent(JsonGenerator json, Me me, String slug) {
        json.writeStartObject("agent")
                .write("id", slug)
                .write("name", me.caller().name())
                .writeEnd();
    }

    static void workspace(JsonGenerator json, Workspace workspace) {
        json.write("id", PublicId.WORKSPACE.of(workspace.id()))
                .write("slug", workspace.slug())
                .write("name", workspace.name());
    }

    private static void key(JsonGenerator json, ApiKey key) {
        json.writeStartObject("key").write("id", PublicId.KEY.of(key.id())).write("name", key.name());
        json.writeStartArray("scopes");
        key.scopes().words().forEach(json::write);
        json.writeEnd();
        member(json, "expires_at", key.expiresAt().orElse(null));
        json.writeEnd();
    }
}
