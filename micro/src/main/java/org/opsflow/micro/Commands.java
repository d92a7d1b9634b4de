package org.opsflow.micro;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the sub commands, all with the same console. */
record Commands(Console console) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Console.class).newInstance(console);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
