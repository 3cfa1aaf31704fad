import '../ui/tokens.css';
import { render } from 'preact';

render(null, document.body);
