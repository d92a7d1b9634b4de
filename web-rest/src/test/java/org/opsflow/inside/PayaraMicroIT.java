package org.opsflow.inside;

import java.io.File;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opsflow.domain.claim.BatchCost;

/**
 * Everything that is proved inside, in one class because each class would start a server of its own. What a test needs
 * from the application it asks of CDI; those marked as the client's run outside and use the doors.
 */
@ExtendWith(ArquillianExtension.class)
class PayaraMicroIT
        implements PooledStatements,
                LaneTransactions,
                BatchCost,
                WorkspaceWall,
                OwnLibraries,
                PeoplesDoor,
                ContractDoor,
                Accounts,
                AuditTrail,
                AbusedDoor,
                Keys,
                Downloads,
                Teams,
                KnownAttacks,
                PermissionWalk,
                LiveBoard,
                LiveEvents,
                RunCancellation,
                ReportedUsage,
                Remarks,
                AgentPauses,
                AgentTroubles,
                ConnectedAgents,
                StepControls,
                AskedPeople,
                StartOrder,
                QuietLog {

    /** The WAR as it ships, and the tests. */
    @Deployment
    static WebArchive war() throws Exception {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("opsflow.war")))
                .addPackage(PayaraMicroIT.class.getPackage())
                .addClass(BatchCost.class)
                .addAsLibraries(
                        jarOf(Class.forName("org.assertj.core.api.Assertions")),
                        jarOf(Class.forName("org.awaitility.Awaitility")),
                        jarOf(Class.forName("org.hamcrest.Matcher")));
    }

    private static File jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toFile();
    }
}
