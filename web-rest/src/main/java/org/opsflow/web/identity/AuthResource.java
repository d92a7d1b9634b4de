package org.opsflow.web.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.opsflow.domain.identity.PasswordSignIn;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignInSessions;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.web.shared.Anonymous;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.SessionCookie;
import org.opsflow.web.shared.Visit;

/** {@code /api/auth}. */
@Path("auth")
@RequestScoped
public class AuthResource {
    @Inject
    PasswordSignIn door;

    @Inject
    SignInSessions sessions;

    @Inject
    SessionCookie cookie;

    @Inject
    Visit visit;

    @POST
    @Path("login")
    @Anonymous
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(String body, @Context HttpServletRequest request) {
        RequestFields fields = RequestFields.of(body);
        String email = fields.text("email");
        String password = fields.text("password");
        fields.check();
        SessionToken token = door.signIn(email, password, visitor(request));
        SignedIn signedIn = sessions.find(token).orElseThrow();
        return me(signedIn, token).cookie(cookie.holding(token)).build();
    }

    @GET
    @Path("me")
    public Response me() {
        return me(visit.browser().signedIn(), visit.browser().token()).build();
    }

    @POST
    @Path("logout")
    public Response signOut() {
        sessions.end(visit.browser().signedIn().signIn().id());
        return Response.noContent().cookie(cookie.cleared()).build();
    }

    private static Response.ResponseBuilder me(SignedIn me, SessionToken token) {
        return Answer.object(Response.Status.OK, json -> members(json, me, token));
    }

    private static void members(JsonGenerator json, SignedIn me, SessionToken token) {
        json.writeStartObject("person")
                .write("id", PublicId.PERSON.of(me.person().id()))
                .write("name", me.person().name())
                .write("email", me.person().email())
                .writeEnd();
        json.writeStartObject("workspace")
                .write("id", PublicId.WORKSPACE.of(me.workspace().id()))
                .write("slug", me.workspace().slug())
                .write("name", me.workspace().name())
                .writeEnd();
        json.write("role", me.role().word()).write("csrf_token", token.csrf());
    }

    private static Visitor visitor(HttpServletRequest request) {
        String browser = request.getHeader(HttpHeaders.USER_AGENT);
        return new Visitor(request.getRemoteAddr(), Objects.requireNonNullElse(browser, ""));
    }
}
