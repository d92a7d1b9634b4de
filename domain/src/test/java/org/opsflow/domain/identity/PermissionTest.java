package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opsflow.domain.shared.Problem;

class PermissionTest {
    private static final Path TABLE = Path.of("../docs/security.md");

    /** What readers are told is what is checked. */
    @Test
    void isTheTableInTheDocs() throws IOException {
        List<String> told = Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\|.*"))
                .toList();

        assertThat(told)
                .containsExactlyElementsOf(Arrays.stream(Permission.values())
                        .map(PermissionTest::row)
                        .toList());
    }

    private static String row(Permission permission) {
        String scope = permission.isForKeys() ? "`" + permission.pair() + "`" : "none: sign in";
        String roles = Arrays.stream(Role.values())
                .map(role -> permission.isGivenTo(role) ? "x" : " ")
                .collect(Collectors.joining(" | "));
        return "| `" + permission + "` | " + permission.words() + " | " + scope + " | " + roles + " |";
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedToRolesWithoutItInWordsThatNameTheRemedy(Permission permission) {
        for (Role role : Role.values()) {
            Caller caller = caller(role);
            if (permission.isGivenTo(role)) {
                assertThatCode(() -> caller.require(permission)).doesNotThrowAnyException();
            } else {
                Problem refusal = refusal(caller, permission);
                assertThat(refusal.code()).isEqualTo("forbidden");
                assertThat(refusal).hasMessageContaining(role.word()).hasMessageContaining("ask an owner");
            }
            assertThat(caller.may(permission)).isEqualTo(permission.isGivenTo(role));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWhatBothRoleAndScopesAllow(Permission permission) {
        for (String word : Scopes.known()) {
            for (Role role : Role.values()) {
                Scopes scopes = Scopes.asked(List.of(word));
                Caller caller = caller(role).by(Credential.key(UUID.randomUUID(), scopes));

                boolean allowed = permission.isGivenTo(role) && scopes.include(permission);
                assertThat(caller.may(permission)).isEqualTo(allowed);
                assertThat(Optional.ofNullable(refusal(caller, permission)))
                        .as(role + " with " + word)
                        .matches(refusal -> refusal.isEmpty() == allowed);
            }
        }
    }

    @Test
    void ofAnAccountIsNeverAKeys() {
        Caller owner = caller(Role.OWNER).by(Credential.key(UUID.randomUUID(), Scopes.ALL));

        assertThat(refusal(owner, Permission.OWN_ACCOUNT).code()).isEqualTo("sign_in_required");
        assertThat(caller(Role.OWNER).by(Credential.signIn(UUID.randomUUID())).may(Permission.OWN_ACCOUNT))
                .isTrue();
    }

    @Test
    void namesTheScopeThatAKeyLacks() {
        Caller owner = caller(Role.OWNER).by(Credential.key(UUID.randomUUID(), Scopes.asked(List.of("read-only"))));

        Problem refusal = refusal(owner, Permission.START_RUN);

        assertThat(refusal.code()).isEqualTo("scope");
        assertThat(refusal).hasMessageContaining("run:create");
    }

    @ParameterizedTest
    @CsvSource({
        "admin, MANAGE_MEMBERS, true",
        "admin, OWN_ACCOUNT, false",
        "read-only, VIEW_WORKSPACE, true",
        "read-only, READ_AUDIT, true",
        "read-only, START_RUN, false",
        "task-only, WORK_ON_STEPS, true",
        "task-only, START_RUN, true",
        "task-only, VIEW_WORKSPACE, false",
        "run:create, START_RUN, true",
        "run:create, CANCEL_RUN, false",
        "member:manage, MANAGE_MEMBERS, true",
        "member:manage, VIEW_MEMBERS, true",
        "member:read, MANAGE_MEMBERS, false",
        "worker:manage, REGISTER_AGENT, true"
    })
    void isHeldByScopes(String word, Permission permission, boolean held) {
        assertThat(Scopes.asked(List.of(word)).include(permission)).isEqualTo(held);
    }

    @Test
    void namesEveryScopeThatIsNone() {
        Problem refusal = catchThrowableOfType(
                Problem.class, () -> Scopes.asked(List.of("run:create", "everything", "", "account:manage")));

        assertThat(refusal.errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("scopes[1]", "scopes[2]", "scopes[3]");
        assertThat(refusal).hasMessageContaining("read-only").hasMessageContaining("worker:create");
    }

    @Test
    void ofAKeyWithoutScopesIsAllOfItsRole() {
        assertThat(Scopes.asked(List.of())).isEqualTo(Scopes.ALL).isEqualTo(Scopes.stored(null));
    }

    private static Problem refusal(Caller caller, Permission permission) {
        return catchThrowableOfType(Problem.class, () -> caller.require(permission));
    }

    private static Caller caller(Role role) {
        return new Caller(UUID.randomUUID(), Caller.Kind.PERSON, UUID.randomUUID(), "Ada", role);
    }
}
