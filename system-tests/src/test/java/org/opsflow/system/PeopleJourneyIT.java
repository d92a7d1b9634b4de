package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opsflow.system.Tab.testId;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody is invited, comes by the link, gets another role and goes; and an administrator has two workspaces. */
@ExtendWith(SharedServer.class)
class PeopleJourneyIT {

    private static final String EMAIL = "grace@journey.example";
    private static final String ROW = "[data-testid=members] > li:has-text(\"" + EMAIL + "\")";

    private final LiveServer server;
    private final Browser browser;
    private final Tab page;

    PeopleJourneyIT(LiveServer server) throws IOException {
        this.server = server;
        this.browser = Browser.open();
        this.page = browser.tab("people");
    }

    /** The picture is for who has to find out what went wrong. */
    @AfterEach
    void close(TestInfo test) throws IOException {
        try {
            page.photograph(
                    Path.of("target/board", test.getTestMethod().orElseThrow().getName() + ".png"));
            assertThat(page.errors()).isEmpty();
        } finally {
            browser.close();
        }
    }

    @Test
    void leadsFromAnInvitationToARoleAndOutAgain() throws IOException {
        page.signIn(server);
        try (var other = Browser.open()) {
            var guest = other.tab("guest");
            accept(guest, invite());
            guest.open(server.url() + "/agents");
            guest.sees(testId("read-only-REGISTER_AGENT"));

            // From here on nobody loads a page again.
            page.sees(ROW, "Grace Hopper");
            page.choose(ROW + " select", "member");
            page.click(ROW + " button:has-text(\"Save\")");
            page.sees(ROW + " select:has(option[value=member]:checked)");
            page.sees(ROW + ":not(:has(button:has-text(\"Save\")))");
            guest.sees(testId("new-agent"));

            page.click(ROW + " button:has-text(\"Remove\")");
            page.click(testId("confirm-act"));
            guest.sees(testId("sign-in-page"));
            assertThat(guest.errors()).isEmpty();
        }
        audit();
    }

    private String invite() {
        page.open(server.url() + "/settings/members");
        // The button moves when the members above it have come: a click in that very moment hits nothing.
        page.settle();
        page.click(testId("invite"));
        page.fill("[name=email]", EMAIL);
        page.choose("[name=role]", "viewer");
        page.click(testId("create-invitation"));
        page.sees("[data-testid=invitations]", EMAIL);
        return page.text(testId("invitation-link"));
    }

    private void accept(Tab guest, String link) {
        guest.open(link);
        guest.fill("[name=name]", "Grace Hopper");
        guest.fill("[name=password]", "a harbour for nine ships");
        guest.press("[name=password]", "Enter");
        guest.sees(testId("connection") + "[data-status=live]");
        guest.open(link);
        guest.fill("[name=password]", "a harbour for nine ships");
        guest.press("[name=password]", "Enter");
        guest.sees(testId("join-error"), "it was used or revoked");
    }

    private void audit() {
        page.open(server.url() + "/settings/audit");
        page.fill("[name=action]", "member.remove");
        page.click(testId("audit-filter"));
        page.sees("[data-testid=audit] > li", "member.remove");
    }

    @Test
    void leadsToANewWorkspaceAndBack() {
        page.signIn(server);
        var before = page.text(testId("workspace"));
        page.open(server.url() + "/settings/workspace");
        page.fill("[name=new-workspace]", "Night shift");
        page.click(testId("create-workspace"));
        page.sees(testId("workspace"), "Night shift");
        page.sees(testId("board-empty"));
        page.click(testId("workspace"));
        page.click("[role=menuitemradio]:has-text(\"" + before + "\")");
        page.sees(testId("workspace"), before);
        page.sees(testId("connection") + "[data-status=live]");
    }
}
