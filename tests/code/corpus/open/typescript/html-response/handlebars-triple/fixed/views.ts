import Handlebars from 'handlebars';

interface Ticket {
  holder: string;
  show: string;
}

export const ticket = Handlebars.compile<Ticket>(`
<!doctype html>
<title>{{show}}</title>
<h1>{{show}}</h1>
<p class="holder">{{holder}}</p>
`);
