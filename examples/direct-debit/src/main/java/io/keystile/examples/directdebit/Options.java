package io.keystile.examples.directdebit;

import io.keystile.examples.common.Arguments;
import io.keystile.examples.common.CommonOptions;
import java.util.List;

/**
 * What the command line says.
 *
 * @param common what both reference servers have
 * @param users who may log in
 */
record Options(CommonOptions common, Users users) {
    private static final String USERS = "--users";

    static Options parse(String... words) {
        Arguments arguments = Arguments.of(CommonOptions.flagsAnd(USERS), List.of(words));
        String file = arguments.value(USERS);
        return new Options(CommonOptions.of(arguments), file == null ? Users.demo() : UsersFile.read(USERS, file));
    }
}
