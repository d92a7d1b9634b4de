package org.opsflow.inside;

import org.jboss.arquillian.config.descriptor.api.ArquillianDescriptor;
import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Gives the container, before Arquillian reads how to start it, a database and free ports. */
public class ServerSetUp implements LoadableExtension {
    private static final int BEFORE_THE_CONTAINER_IS_MADE = 100;

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(ServerSetUp.class);
    }

    void prepare(@Observes(precedence = BEFORE_THE_CONTAINER_IS_MADE) ArquillianDescriptor descriptor) {
        ServerUnderTest server = ServerUnderTest.get();
        ContainerDef container = descriptor.getContainers().get(0);
        container.property("microJar", server.jar().toString());
        container.property("cmdOptions", String.join(" ", server.javaOptions()));
        container.property("extraMicroOptions", String.join(" ", server.options()));
    }
}
