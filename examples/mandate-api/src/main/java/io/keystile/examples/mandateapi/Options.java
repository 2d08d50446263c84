package io.keystile.examples.mandateapi;

import io.keystile.authn.OperatorKey;
import io.keystile.examples.common.Arguments;
import io.keystile.examples.common.CommonOptions;
import io.keystile.examples.common.FlagException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param common what both reference servers have
 * @param clientTenancy whether a client's key stands for the client's one principal
 * @param operators who may enter the admin plane
 * @param madeAdminKey the key that was made for want of a file, to be told once; null if there is a file
 */
record Options(
        CommonOptions common,
        boolean clientTenancy,
        List<OperatorKey> operators,
        @Nullable String madeAdminKey) {
    private static final String ADMIN_KEYS = "--admin-key-file";
    private static final String CLIENT_TENANCY = "--client-tenancy";

    static Options parse(String... words) {
        Arguments arguments = Arguments.of(CommonOptions.flagsAnd(CLIENT_TENANCY, ADMIN_KEYS), List.of(words));
        CommonOptions common = CommonOptions.of(arguments);
        boolean clientTenancy = isOn(CLIENT_TENANCY, arguments.value(CLIENT_TENANCY, "off"));
        String file = arguments.value(ADMIN_KEYS);
        if (file != null) {
            return new Options(common, clientTenancy, AdminKeys.read(ADMIN_KEYS, file), null);
        }
        if (common.databases() != null) {
            throw new FlagException(
                    ADMIN_KEYS, "is needed beside --database: a key made at start is for demonstrations");
        }
        String made = AdminKeys.fresh();
        return new Options(common, clientTenancy, List.of(OperatorKey.ofRaw(AdminKeys.UNNAMED, made)), made);
    }

    private static boolean isOn(String flag, String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new FlagException(flag, "must be on or off");
        };
    }
}
