package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.CDI;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Startable;
import org.opsflow.grpc.boot.AgentServer;

/** Which part of the server starts before which. */
interface StartOrder {

    /** What agents do has to be heard, recorded and told to boards from the first frame on. */
    @Test
    default void agentsCanConnectOnlyWhenAllOtherPartsWork() {
        int door = Inside.bean(AgentServer.class).order();

        assertThat(CDI.current().select(Startable.class).stream())
                .filteredOn(part -> !(part instanceof AgentServer))
                .isNotEmpty()
                .allSatisfy(part ->
                        assertThat(part.order()).as(part.getClass().getName()).isLessThan(door));
    }
}
