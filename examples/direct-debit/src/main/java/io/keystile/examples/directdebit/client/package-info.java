/** A client of the service, as another service would write it. Knows the HTTP surface and nothing of the server's code. */
@NullMarked
package io.keystile.examples.directdebit.client;

import org.jspecify.annotations.NullMarked;
