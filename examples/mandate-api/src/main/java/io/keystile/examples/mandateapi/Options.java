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
 * @param tokens of OAuth2; null: off
 * @param clientTenancy whether a client's key stands for the client's one principal
 * @param operators who may enter the admin plane
 * @param madeAdminKey the key that was made for want of a file, to be told once; null if there is a file
 */
record Options(
        CommonOptions common,
        @Nullable TokenOptions tokens,
        boolean clientTenancy,
        List<OperatorKey> operators,
        @Nullable String madeAdminKey) {
    private static final String ADMIN_KEYS = "--admin-key-file";
    private static final String CLIENT_TENANCY = "--client-tenancy";

    static Options parse(String... words) {
        Arguments arguments = Arguments.of(
                CommonOptions.flagsAnd(
                        TokenOptions.OAUTH,
                        TokenOptions.TIME_TO_LIVE,
                        TokenOptions.KEYS,
                        TokenOptions.ISSUER,
                        CLIENT_TENANCY,
                        ADMIN_KEYS),
                List.of(words));
        CommonOptions common = CommonOptions.of(arguments);
        boolean keepsData = common.databases() != null;
        TokenOptions tokens = TokenOptions.of(arguments, keepsData);
        boolean clientTenancy = OnOff.isOn(arguments, CLIENT_TENANCY, "off");
        String file = arguments.value(ADMIN_KEYS);
        if (file != null) {
            return new Options(common, tokens, clientTenancy, AdminKeys.read(ADMIN_KEYS, file), null);
        }
        if (keepsData) {
            throw new FlagException(
                    ADMIN_KEYS, "is needed beside --database: a key made at start is for demonstrations");
        }
        String made = AdminKeys.fresh();
        return new Options(common, tokens, clientTenancy, List.of(OperatorKey.ofRaw(AdminKeys.UNNAMED, made)), made);
    }
}
