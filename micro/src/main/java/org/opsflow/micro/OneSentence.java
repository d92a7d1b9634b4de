package org.opsflow.micro;

import org.opsflow.db.DatabaseProblem;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What went wrong, without a stack trace when the operator can mend it. */
record OneSentence(Console console) implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof StartRefused || e instanceof DatabaseProblem) {
            console.tell(e.getMessage());
        } else {
            console.tell("Opsflow stopped on an error of its own, please report it: " + e);
            console.log(e);
        }
        return ExitCode.SOFTWARE;
    }
}
