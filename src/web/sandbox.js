/** The sandbox: GraphiQL with the example queries as tabs. It calls nothing but this server. */
/** A page hands over what it asked in the fragment, which goes to no server: it gets a tab of its own. */
function handedOver() {
  const given = new URLSearchParams(window.location.hash.slice(1));
  const query = given.get('query');
  return query === null ? {} : { query, variables: given.get('variables') ?? '' };
}

const response = await fetch('/examples.json');
const examples = await response.json();

ReactDOM.createRoot(document.getElementById('sandbox')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultTabs: examples.map(({ query }) => ({ query })),
    ...handedOver(),
    shouldPersistHeaders: false,
    isHeadersEditorEnabled: false,
  }),
);
