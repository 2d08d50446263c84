package io.keystile.cli;

import io.keystile.ConfigurationException;
import io.keystile.credential.InvalidFieldException;
import io.keystile.lifecycle.ConflictException;
import io.keystile.lifecycle.NotFoundException;
import io.keystile.store.StoreUnavailableException;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells failures in one line each, and by the exit status. The parser's own messages would quote the command line. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] words) {
        return told(ExitStatus.USAGE, problem(failure) + "; see --help");
    }

    private static String problem(ParameterException failure) {
        if (failure instanceof MissingParameterException missing) {
            List<String> names =
                    missing.getMissing().stream().map(Failures::name).toList();
            return names.isEmpty() ? "something is missing" : String.join(", ", names) + ": needed, with one value";
        }
        ArgSpec about = failure.getArgSpec();
        if (about == null) {
            return "a command or option is not known, or is missing";
        }
        return name(about) + (failure instanceof OverwrittenOptionException ? ": given twice" : ": can't be read");
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof UsageException || failure instanceof InvalidFieldException) {
            return told(ExitStatus.USAGE, failure.getMessage());
        }
        if (failure instanceof ConfigurationException wrong) {
            return told(ExitStatus.USAGE, String.join("; ", wrong.problems()));
        }
        if (failure instanceof RefusedException
                || failure instanceof NotFoundException
                || failure instanceof ConflictException) {
            return told(ExitStatus.REFUSED, failure.getMessage());
        }
        if (failure instanceof StoreUnavailableException) {
            return told(ExitStatus.UNAVAILABLE, failure.getMessage());
        }
        // A mistake of ours: where it was made, without its message, which may hold anything.
        StackTraceElement[] stack = failure.getStackTrace();
        return told(
                ExitStatus.REFUSED,
                "a defect: " + failure.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]));
    }

    private int told(int status, @Nullable String line) {
        err.println("keystile: " + line);
        return status;
    }
}
