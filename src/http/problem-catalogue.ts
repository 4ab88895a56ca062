// The catalogue behind `/problems/{code}`: every problem the API can answer with.
// A list of texts, longer than other files: it is looked up, not read through.

/**
 * Clients branch on the code; each has one status and one explanation, and neither changes within
 * v1.
 */
export const PROBLEMS = {
  invalid_parameter: {
    status: 400,
    title: 'A parameter cannot be used',
    explanation:
      'A parameter has a value outside what is allowed, is empty, is given twice, or does ' +
      'not go together with another. `errors` names each one and what it takes.'
  },
  unknown_parameter: {
    status: 400,
    title: 'There is no such parameter',
    explanation:
      'The operation has no parameter of this name. `errors` lists the names it has. Unknown ' +
      'names are refused so that a misspelt filter never passes for a filtered answer.'
  },
  unknown_id: {
    status: 400,
    title: 'A parameter names something that is not there',
    explanation:
      'A parameter names a metric, entity, source or scenario that the data set does not ' +
      'hold. `errors` suggests near ones. Where a list holds at least one known id, the ' +
      'known ones answer and `meta.warnings` names the others.'
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor cannot be used',
    explanation:
      'A cursor only continues the request it came from: it is opaque, and every parameter ' +
      'but `limit` has to stay as it was. Begin again without a cursor, then follow ' +
      '`links.next`.'
  },
  invalid_url: {
    status: 400,
    title: 'The address cannot be read',
    explanation:
      'The path or query is not valid percent-encoded UTF-8, or holds control characters.'
  },
  bad_request: {
    status: 400,
    title: 'The request is not valid HTTP',
    explanation: 'The request could not be parsed as HTTP/1.1. The connection is closed.'
  },
  invalid_json: {
    status: 400,
    title: 'The body is not JSON',
    explanation:
      'The body cannot be read as JSON (RFC 8259) in UTF-8. `errors` names the line and the ' +
      'column where reading stopped, and what stands there. Nothing was changed.'
  },
  unauthorized: {
    status: 401,
    title: 'Writing takes a key',
    explanation:
      'Reading is open to all, but whatever changes data takes a key: send it as ' +
      '`Authorization: Bearer corridor_…`. Keys are made by whoever runs the service, with ' +
      '`npm run keys -- create`.'
  },
  invalid_key: {
    status: 401,
    title: 'The key cannot be used',
    explanation:
      'There is no such key, or it has expired or was revoked; the last two are told only to ' +
      'whoever holds the whole key. Ask whoever runs the service for a new one.'
  },
  insufficient_scope: {
    status: 403,
    title: 'The key may not do this',
    explanation:
      'The key is right, but what was asked for takes one of another scope. `import` brings ' +
      'imports and single changes; `admin` does all that and also changes what figures refer ' +
      'to. `WWW-Authenticate` names the scope it takes.'
  },
  writing_off: {
    status: 403,
    title: 'Nobody can write to this service',
    explanation:
      'No key was ever made for this service, and without one nothing can be changed over ' +
      'HTTP. Whoever runs it makes the first key with `npm run keys -- create`; no restart ' +
      'is needed.'
  },
  not_found: {
    status: 404,
    title: 'There is nothing at this address',
    explanation:
      'Either there is no such route (`GET /v1` lists them all), or nothing has the id in ' +
      'the path. Where near ids exist, `errors` suggests them.'
  },
  already_there: {
    status: 409,
    title: 'Something has this id already',
    explanation:
      'An id names one thing for ever. Correct what is there with `PATCH`, or send the new ' +
      'thing with another id, or without one.'
  },
  in_use: {
    status: 409,
    title: 'Others refer to it',
    explanation:
      'What claims, relations or other things refer to cannot be withdrawn before them. ' +
      '`errors` names some of those that do. Withdraw or correct them first.'
  },
  built_in: {
    status: 409,
    title: 'It comes with the software',
    explanation:
      'The 249 countries of ISO 3166-1 come with the software: they are not added, corrected ' +
      'or withdrawn one at a time. Their names come from data files.'
  },
  precondition_failed: {
    status: 412,
    title: 'It has changed since you read it',
    explanation:
      'None of the tags in `If-Match` is of a state since which the thing is unchanged. Read ' +
      'it again, look at what has changed, and send your correction with the new tag.'
  },
  invalid_body: {
    status: 422,
    title: 'The body cannot be taken',
    explanation:
      'The body was understood, but something in it is not allowed: `errors` names each ' +
      'field or, in a file, each line and column, with what was expected; at most 100 of ' +
      'them. Nothing was changed.'
  },
  method_not_allowed: {
    status: 405,
    title: 'The method is not allowed here',
    explanation:
      'The address exists, but not for this method. The `Allow` header and `errors` list the ' +
      'methods it has.'
  },
  not_acceptable: {
    status: 406,
    title: 'None of the accepted formats can be served',
    explanation:
      'The `Accept` header allows none of the formats this address has. `errors` lists them. ' +
      'Lists come as JSON and CSV, everything else as JSON.'
  },
  withdrawn: {
    status: 410,
    title: 'What had this id was withdrawn',
    explanation:
      'The id existed and was withdrawn; `detail` says when and why. Nothing is lost: of ' +
      'claims and projections the versions are at the address in `errors` and `try`, and ' +
      'with `as_of` they are answered as they were.'
  },
  request_timeout: {
    status: 408,
    title: 'The request took too long to arrive',
    explanation:
      'Headers have to arrive within 5 seconds and a whole request within 10; an upload may ' +
      'take 10 minutes, but not pause for 20 seconds. The connection is closed.'
  },
  idempotency_key_in_use: {
    status: 409,
    title: 'The same request is still under way',
    explanation:
      'Another request with this `Idempotency-Key` has not been answered yet. Send the same ' +
      'request again after `Retry-After`: then it is answered as the first was.'
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    explanation:
      'A request body may hold at most 1 MiB, a file to import 64 MiB, also when unpacked. ' +
      'Reading needs none. Larger files are loaded by command, or in parts.'
  },
  url_too_long: {
    status: 414,
    title: 'The address is too long',
    explanation: 'Path and query together may hold at most 4,096 characters.'
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body has a type that is not understood',
    explanation:
      'The `Content-Type` of the body is missing, or not one this address takes; `errors` ' +
      'lists those it takes.'
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key belongs to another request',
    explanation:
      'In the last 24 hours the same key has sent another request, with another method, ' +
      'address or body, under this `Idempotency-Key`. Nothing was changed. Sending it again ' +
      'will not help: take a new `Idempotency-Key` for each new request, and the same one ' +
      'only to send the same request again.'
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    explanation:
      'This address has sent more requests in a minute than allowed. `Retry-After` says when ' +
      'to go on. Answers with status 304 are cheap: send `If-None-Match`.'
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many keys were refused',
    explanation:
      'This address has sent 10 keys in a minute that could not be used. Until `Retry-After` ' +
      'no key from it is looked at, good ones included. Reading goes on.'
  },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    explanation: 'Request headers may hold at most 16 KiB. The connection is closed.'
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    explanation:
      'This is a defect of the service, and it has been logged. `instance` is the id of the ' +
      'request; please name it when you report it.'
  },
  insufficient_storage: {
    status: 507,
    title: 'There is no room for the change',
    explanation:
      'The disk of the database is full. Nothing of the change was kept, and reading goes ' +
      'on. Whoever runs the service has to make room; then send the request again.'
  },
  unavailable: {
    status: 503,
    title: 'The service cannot answer now',
    explanation:
      'The service is starting, stopping, under too much load, or its database does not ' +
      'answer. `Retry-After` says when to try again. A change that was answered so is whole ' +
      'or not there at all, which of them is not certain: send it again under the same ' +
      '`Idempotency-Key`, and it is there once.'
  }
} as const satisfies Record<string, { status: number; title: string; explanation: string }>

export type ProblemCode = keyof typeof PROBLEMS
