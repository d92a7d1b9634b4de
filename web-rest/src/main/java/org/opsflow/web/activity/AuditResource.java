package org.opsflow.web.activity;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.opsflow.domain.activity.AuditReading;
import org.opsflow.domain.audit.AuditEntry;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Paging;
import org.opsflow.web.shared.Visit;

/** {@code /api/audit}. */
@Path("audit")
@RequestScoped
public class AuditResource {
    @Inject
    AuditReading audit;

    @Inject
    Visit visit;

    @QueryParam("action")
    String action;

    @QueryParam("outcome")
    String outcome;

    @QueryParam("actor")
    String actor;

    @QueryParam("address")
    String address;

    @QueryParam("since")
    String since;

    @QueryParam("until")
    String until;

    @GET
    public Response list(@BeanParam Paging paging) {
        AuditReading.Filter filter = new AuditReading.Filter(
                Optional.ofNullable(action),
                Optional.ofNullable(outcome).map("refused"::equals),
                Optional.ofNullable(actor),
                Optional.ofNullable(address),
                instant("since", since),
                instant("until", until));
        return Answer.page(audit.read(visit.caller(), filter, paging.wanted()), AuditResource::members);
    }

    /** The contract's date-time allows more than Java reads: a blank for the T, and leap seconds. */
    private static Optional<Instant> instant(String name, String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException notOne) {
            throw Problem.invalid(name, "must be an instant such as 2026-01-31T12:00:00Z");
        }
    }

    private static void members(JsonGenerator json, AuditReading.Read read) {
        AuditEntry entry = read.entry();
        json.write("id", PublicId.AUDIT_ENTRY.of(entry.id()))
                .write("at", entry.at().toString())
                .write("last_at", entry.lastAt().toString())
                .write("times", entry.times())
                .write("action", entry.action())
                .write("outcome", entry.isRefused() ? "refused" : "done");
        member(json, "code", entry.code().orElse(null));
        json.writeStartObject("actor").write("type", entry.actor().kind().name().toLowerCase(Locale.ROOT));
        member(json, "id", read.actorId().orElse(null));
        member(json, "name", read.actorName().orElse(null));
        json.writeEnd();
        member(json, "key_id", entry.actor().keyId().map(PublicId.KEY::of).orElse(null));
        json.write("address", entry.actor().address())
                .write("user_agent", entry.actor().userAgent());
        json.writeStartObject("target")
                .write("type", entry.target().type())
                .write("id", entry.target().id())
                .writeEnd();
        json.write("details", JsonText.parse(entry.details()).orElse(JsonValue.EMPTY_JSON_OBJECT));
    }
}
